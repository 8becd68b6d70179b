import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene over the same records and queries: all words (in any field, weighted alike), exact totals, the twenty best and
 * the ten commonest values of three facets, counted over every hit from sorted-set doc values.
 *
 * Reads lines from standard input: D (a document), F (that is all: merge into one segment), Q threads runs count and then so
 * many queries. Answers F and Q with a line of JSON each.
 */
public class LucenePeer {
  static final String[] FIELDS = {"title", "author", "subject", "publisher", "isbn"};
  static final float[] BOOSTS = {5, 3, 2, 1, 5};
  static final String[] FACETS = {"publisher", "year", "subject"};

  static Analyzer analyzer;
  static IndexSearcher searcher;
  static SortedSetDocValuesReaderState state;

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20);
    Path folder = Path.of(arguments[0]);
    boolean stopWords = arguments[1].equals("stop-words");
    analyzer = stopWords ? new PersianAnalyzer() : new PersianAnalyzer(CharArraySet.EMPTY_SET);
    FacetsConfig facets = new FacetsConfig();
    for (String facet : FACETS) facets.setMultiValued(facet, facet.equals("subject"));
    MMapDirectory directory = new MMapDirectory(folder);
    IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(256));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split("\t", -1);
      if (parts[0].equals("D")) {
        writer.addDocument(facets.build(document(parts)));
      } else if (parts[0].equals("F")) {
        writer.forceMerge(1);
        writer.close();
        searcher = new IndexSearcher(DirectoryReader.open(directory));
        state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader());
        out.println("{\"bytes\":" + sizeOf(folder) + ",\"cpu\":" + cpuSeconds() + "}");
      } else if (parts[0].equals("Q")) {
        String[] queries = new String[Integer.parseInt(parts[3])];
        for (int i = 0; i < queries.length; i++) queries[i] = in.readLine();
        out.println(ask(queries, Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
      }
    }
  }

  static Document document(String[] parts) {
    Document document = new Document();
    document.add(new StringField("id", parts[1], Field.Store.YES));
    for (int f = 0; f < FIELDS.length; f++) {
      for (String value : parts[2 + f].split("\u001f")) {
        document.add(new TextField(FIELDS[f], value, Field.Store.NO));
      }
    }
    for (int f = 0; f < FACETS.length; f++) {
      for (String value : parts[2 + FIELDS.length + f].split("\u001f")) {
        if (!value.isEmpty()) document.add(new SortedSetDocValuesFacetField(FACETS[f], value));
      }
    }
    return document;
  }

  static Query queryOf(String text) throws Exception {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    try (TokenStream tokens = analyzer.tokenStream("title", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (int f = 0; f < FIELDS.length; f++) {
          any.add(new BoostQuery(new TermQuery(new Term(FIELDS[f], term.toString())), BOOSTS[f]), Occur.SHOULD);
        }
        all.add(any.build(), Occur.MUST);
      }
      tokens.end();
    }
    return all.build();
  }

  /** Returns the total; the ids and counts are read as an application would. */
  static int search(String text) throws Exception {
    TopScoreDocCollector top = TopScoreDocCollector.create(20, Integer.MAX_VALUE);
    FacetsCollector found = new FacetsCollector();
    searcher.search(queryOf(text), MultiCollector.wrap(top, found));
    for (ScoreDoc hit : top.topDocs().scoreDocs) searcher.doc(hit.doc).get("id");
    SortedSetDocValuesFacetCounts counts = new SortedSetDocValuesFacetCounts(state, found);
    int values = 0;
    for (String facet : FACETS) {
      FacetResult result = counts.getTopChildren(10, facet);
      if (result != null) values += result.labelValues.length;
    }
    return values < 0 ? -1 : top.getTotalHits();
  }

  static String ask(String[] queries, int threads, int runs) throws Exception {
    double[] times = new double[queries.length];
    int[] totals = new int[queries.length];
    AtomicInteger next = new AtomicInteger();
    double cpu = cpuSeconds();
    long started = System.nanoTime();
    Thread[] workers = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      workers[t] = new Thread(() -> {
        for (int q = next.getAndIncrement(); q < queries.length; q = next.getAndIncrement()) {
          double[] taken = new double[runs];
          try {
            for (int run = 0; run < runs; run++) {
              long before = System.nanoTime();
              totals[q] = search(queries[q]);
              taken[run] = (System.nanoTime() - before) / 1e6;
            }
          } catch (Exception error) {
            throw new RuntimeException(error);
          }
          Arrays.sort(taken);
          times[q] = taken[runs / 2];
        }
      });
      workers[t].start();
    }
    for (Thread worker : workers) worker.join();
    double wall = (System.nanoTime() - started) / 1e9;
    return "{\"wall\":" + wall + ",\"cpu\":" + (cpuSeconds() - cpu) + ",\"times\":" + Arrays.toString(times)
        + ",\"totals\":" + Arrays.toString(totals) + "}";
  }

  static double cpuSeconds() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  static long sizeOf(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.mapToLong((file) -> file.toFile().length()).sum();
    }
  }
}
