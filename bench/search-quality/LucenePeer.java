import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The same documents and queries through Lucene's PersianAnalyzer and BM25: documents, queries, then each way as "=field=weight,…", or "~…" to allow a typo. */
public final class LucenePeer {
  public static void main(String[] args) throws Exception {
    Analyzer analyzer = new PersianAnalyzer();
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        BufferedReader lines = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
      Document document = null;
      String last = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 3);
        if (!parts[0].equals(last)) {
          if (document != null) writer.addDocument(document);
          document = new Document();
          document.add(new StoredField("id", parts[0]));
          last = parts[0];
        }
        document.add(new TextField(parts[1], parts[2], Field.Store.NO));
        document.add(new TextField("all", parts[2], Field.Store.NO));
      }
      if (document != null) writer.addDocument(document);
      writer.forceMerge(1);
    }
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (int way = 2; way < args.length; way++) {
      Map<String, Float> weights = new LinkedHashMap<>();
      for (String part : args[way].substring(1).split(",")) {
        weights.put(part.split("=")[0], Float.parseFloat(part.split("=")[1]));
      }
      for (String text : Files.readAllLines(Path.of(args[1]), StandardCharsets.UTF_8)) {
        Query query = queryOf(analyzer, text, weights, args[way].startsWith("~"));
        StringBuilder ids = new StringBuilder();
        for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
          ids.append(ids.length() == 0 ? "" : " ").append(searcher.doc(hit.doc).get("id"));
        }
        out.println(ids);
      }
    }
    out.flush();
  }

  private static Query queryOf(Analyzer analyzer, String text, Map<String, Float> weights, boolean fuzzy) throws Exception {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    try (TokenStream tokens = analyzer.tokenStream("all", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        for (Map.Entry<String, Float> field : weights.entrySet()) {
          Term word = new Term(field.getKey(), term.toString());
          Query one = fuzzy && term.length() > 3 ? new FuzzyQuery(word, 1) : new TermQuery(word);
          query.add(new BoostQuery(one, field.getValue()), BooleanClause.Occur.SHOULD);
        }
      }
    }
    return query.build();
  }
}
