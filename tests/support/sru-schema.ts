import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cleanup } from './database.ts'
import { sharedPlace } from './shared-data.ts'

const OLD = sharedPlace('protocol/schemas/kitodo')
const NEW = sharedPlace('protocol/schemas/crosslink/sru/xsd')
const SAME = ['MARC21slim.xsd', 'xlink.xsd', 'w3-xml.xsd', 'srw-types.xsd', 'xcql.xsd', 'diagnostics.xsd']

/** Why answers cannot be validated here; false when they can. */
export function cannotValidate(): string | false {
  if (OLD.skip !== false || NEW.skip !== false) return OLD.skip || NEW.skip
  const found = spawnSync('xmllint', ['--version']).error === undefined
  return found ? false : "Debian's libxml2-utils is not installed"
}

/**
 * A judge of SRU answers: xmllint with the schemas of SRW 1.1 or of OASIS searchRetrieve 2.0, XCQL and diagnostics of either,
 * MARC21slim and MODS. Gives what it finds, '' for a valid answer. Wildcards are lax, so records are judged with it.
 */
export function sruJudge(t: Cleanup): (xml: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-sru-'))
  t.after(async () => rmSync(folder, { recursive: true, force: true }))
  for (const name of SAME) cpSync(join(OLD.path, name), join(folder, name))
  // Both of these point into the net; what they mean lies beside them.
  const mods = readFileSync(join(OLD.path, 'mods-3-8.xsd'), 'utf8')
    .replace(/schemaLocation="[^"]*xml\.xsd"/, 'schemaLocation="w3-xml.xsd"')
    .replace(/schemaLocation="[^"]*xlink\.xsd"/, 'schemaLocation="xlink.xsd"')
  writeFileSync(join(folder, 'mods-3-8.xsd'), mods)
  for (const name of ['sruResponse', 'scan', 'diagnostic', 'facetedResults', 'searchResultAnalysis', 'xcql']) {
    const xsd = readFileSync(join(NEW.path, `${name}.xsd`), 'utf8')
    writeFileSync(
      join(folder, `v2-${name}.xsd`),
      xsd.replace(/schemaLocation="[^"]*\/(\w+)\.xsd"/g, 'schemaLocation="v2-$1.xsd"'),
    )
  }
  const all = (name: string, imports: Readonly<Record<string, string>>) => {
    const found = Object.entries(imports).map(([ns, file]) => `<xs:import namespace="${ns}" schemaLocation="${file}"/>`)
    const path = join(folder, name)
    writeFileSync(path, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${found.join('')}</xs:schema>`)
    return path
  }
  const records = { 'http://www.loc.gov/MARC21/slim': 'MARC21slim.xsd', 'http://www.loc.gov/mods/v3': 'mods-3-8.xsd' }
  const old = all('all-1.xsd', { ...records, 'http://www.loc.gov/zing/srw/': 'srw-types.xsd' })
  const two = 'http://docs.oasis-open.org/ns/search-ws/sruResponse'
  const current = all('all-2.xsd', { ...records, [two]: 'v2-sruResponse.xsd' })
  return (xml) => {
    const schema = xml.includes(two) ? current : old
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
      input: xml,
      maxBuffer: 100_000_000,
    })
    return status === 0 ? '' : stderr.toString('utf8').slice(0, 2000)
  }
}
