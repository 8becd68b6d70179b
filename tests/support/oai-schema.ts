import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Cleanup } from './database.ts'
import { sharedPlace } from './shared-data.ts'

const OURS = fileURLToPath(new URL('../conformance/oai-pmh', import.meta.url))
const OFFICIAL = sharedPlace('protocol/schemas/kitodo')

const IMPORTS = {
  'http://www.openarchives.org/OAI/2.0/': 'OAI-PMH.xsd',
  'http://www.loc.gov/MARC21/slim': 'MARC21slim.xsd',
  'http://www.loc.gov/mods/v3': 'mods-3-8.xsd',
  'http://www.openarchives.org/OAI/2.0/oai_dc/': 'oai_dc.xsd',
  'http://www.openarchives.org/OAI/2.0/provenance': 'provenance.xsd',
  'http://www.openarchives.org/OAI/2.0/oai-identifier': 'oai-identifier.xsd',
}

/** Why answers cannot be validated here; false when they can. */
export function cannotValidate(): string | false {
  if (OFFICIAL.skip !== false) return OFFICIAL.skip
  const found = spawnSync('xmllint', ['--version']).error === undefined
  return found ? false : "Debian's libxml2-utils is not installed"
}

/**
 * A judge of OAI-PMH answers: xmllint with the official schemas of OAI-PMH, MARCXML and MODS. Gives what it finds, '' for a valid
 * answer. The wildcards of OAI-PMH are strict, so that what stands within a record is validated too.
 */
export function oaiJudge(t: Cleanup): (xml: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-oai-'))
  t.after(async () => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['OAI-PMH.xsd', 'MARC21slim.xsd', 'xlink.xsd', 'w3-xml.xsd']) {
    cpSync(join(OFFICIAL.path, name), join(folder, name))
  }
  cpSync(OURS, folder, { recursive: true })
  // The official file points into the net; the same two schemas lie beside it.
  const mods = readFileSync(join(OFFICIAL.path, 'mods-3-8.xsd'), 'utf8')
    .replace(/schemaLocation="[^"]*xml\.xsd"/, 'schemaLocation="w3-xml.xsd"')
    .replace(/schemaLocation="[^"]*xlink\.xsd"/, 'schemaLocation="xlink.xsd"')
  writeFileSync(join(folder, 'mods-3-8.xsd'), mods)
  const imports = Object.entries(IMPORTS).map(([ns, file]) => `<xs:import namespace="${ns}" schemaLocation="${file}"/>`)
  const all = join(folder, 'all.xsd')
  writeFileSync(all, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`)
  return (xml) => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', all, '-'], {
      input: xml,
      maxBuffer: 100_000_000,
    })
    return status === 0 ? '' : stderr.toString('utf8').slice(0, 2000)
  }
}
