import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import type { Lang } from '#lib/language.ts'

/** Where files are kept: under the installation's home, or in an S3 bucket. */
export type FilesConfig =
  | { kind: 'local'; folder: string }
  | { kind: 's3'; bucket: string; region: string; endpoint: string | null; accessKey: string; secretKey: string }

/** How the installation is set up. Read once at start; see `docs/operations.md` for every variable. */
export interface Config {
  /** Absolute folder of everything this installation keeps. */
  home: string
  host: string
  port: number
  /** The address people type, without a trailing slash: links in mail, OpenAPI and feeds begin with it. */
  origin: string
  /** null means the embedded server under `home`. */
  databaseUrl: string | null
  databaseConnections: number
  demo: boolean
  /** null means: made once and kept in the database, so every process has the same. */
  secret: string | null
  /** The Ed25519 key (PKCS#8 PEM) that signs the journal's checkpoints; null keeps one under `home`. */
  journalKey: string | null
  files: FilesConfig
  /** An SMTP address (`smtp://user:password@host:587`); null keeps letters in the outbox page. */
  mailUrl: string | null
  mailFrom: string
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  logFormat: 'json' | 'lines' | 'auto'
  /** Believe X-Forwarded-* of the one proxy in front. */
  behindProxy: boolean
  rateLimits: boolean
  /** The bearer word that opens /metrics; null leaves it to this machine alone. */
  metricsToken: string | null
  /** Hosts with an address inside (`host` or `host:port`) that may be asked all the same, such as a library system next door. */
  privateHosts: readonly string[]
  /** The language of the command line. */
  lang: Lang
}

/** The environment asks for something that cannot be: one sentence for each variable at fault. */
export class ConfigError extends Error {
  readonly sentences: readonly string[]

  constructor(sentences: readonly string[]) {
    super(`The configuration cannot be used:\n${sentences.map((sentence) => `  - ${sentence}`).join('\n')}`)
    this.name = 'ConfigError'
    this.sentences = sentences
  }
}

const yesNo = (fallback: boolean) =>
  z
    .enum(['yes', 'no', 'true', 'false', '1', '0'], { error: 'must be yes or no' })
    .optional()
    .transform((word) => (word === undefined ? fallback : word === 'yes' || word === 'true' || word === '1'))

const wholeNumber = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .optional()
    .transform((digits) => (digits === undefined ? fallback : Number(digits)))
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`)

const address = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), `must look like ${example}`)
    .optional()

const environment = z.object({
  PEYVAND_HOME: z.string().default('.peyvand'),
  PEYVAND_HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65535, 4000),
  PEYVAND_ORIGIN: address(['http:', 'https:'], 'https://peyvand.example.org'),
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/peyvand'),
  PEYVAND_DATABASE_CONNECTIONS: wholeNumber(2, 500, 20),
  PEYVAND_DEMO: yesNo(true),
  PEYVAND_SECRET: z.string().min(32, 'must be at least 32 characters long').optional(),
  PEYVAND_JOURNAL_KEY: z.string().startsWith('-----BEGIN', 'must be a PEM text').optional(),
  PEYVAND_FILES: address(['s3:'], 's3://bucket-name (or be left out, to keep files under PEYVAND_HOME)'),
  PEYVAND_S3_REGION: z.string().default('us-east-1'),
  PEYVAND_S3_ENDPOINT: address(['http:', 'https:'], 'https://s3.example.org'),
  PEYVAND_S3_ACCESS_KEY: z.string().optional(),
  PEYVAND_S3_SECRET_KEY: z.string().optional(),
  PEYVAND_MAIL: address(['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
  PEYVAND_MAIL_FROM: z.string().default('Peyvand <peyvand@localhost>'),
  PEYVAND_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
  PEYVAND_LOG_FORMAT: z.enum(['json', 'lines', 'auto'], 'must be json, lines or auto').default('auto'),
  PEYVAND_BEHIND_PROXY: yesNo(false),
  PEYVAND_RATE_LIMITS: yesNo(true),
  PEYVAND_METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters long').optional(),
  PEYVAND_PRIVATE_HOSTS: z.string().default(''),
  PEYVAND_LANG: z.enum(['fa', 'en'], 'must be fa or en').default('en'),
})

type Environment = z.output<typeof environment>

/**
 * Reads the configuration out of environment variables. An empty variable counts as absent.
 *
 * Throws `ConfigError` with a sentence for each variable that cannot be used. Opens nothing and writes nothing.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folder = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(given)
  if (!read.success) {
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`))
  }
  const values = read.data
  const home = isAbsolute(values.PEYVAND_HOME) ? values.PEYVAND_HOME : resolve(folder, values.PEYVAND_HOME)
  return {
    home,
    host: values.PEYVAND_HOST,
    port: values.PORT,
    origin: (values.PEYVAND_ORIGIN ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseConnections: values.PEYVAND_DATABASE_CONNECTIONS,
    demo: values.PEYVAND_DEMO,
    secret: values.PEYVAND_SECRET ?? null,
    journalKey: values.PEYVAND_JOURNAL_KEY ?? null,
    files: filesConfig(values, home),
    mailUrl: values.PEYVAND_MAIL ?? null,
    mailFrom: values.PEYVAND_MAIL_FROM,
    logLevel: values.PEYVAND_LOG_LEVEL,
    logFormat: values.PEYVAND_LOG_FORMAT,
    behindProxy: values.PEYVAND_BEHIND_PROXY,
    rateLimits: values.PEYVAND_RATE_LIMITS,
    metricsToken: values.PEYVAND_METRICS_TOKEN ?? null,
    privateHosts: values.PEYVAND_PRIVATE_HOSTS.toLowerCase()
      .split(/[\s,]+/)
      .filter((host) => host !== ''),
    lang: values.PEYVAND_LANG,
  }
}

function filesConfig(values: Environment, home: string): FilesConfig {
  if (values.PEYVAND_FILES === undefined) return { kind: 'local', folder: resolve(home, 'files') }
  const { PEYVAND_S3_ACCESS_KEY: accessKey, PEYVAND_S3_SECRET_KEY: secretKey } = values
  if (accessKey === undefined || secretKey === undefined) {
    throw new ConfigError(['PEYVAND_FILES needs PEYVAND_S3_ACCESS_KEY and PEYVAND_S3_SECRET_KEY beside it.'])
  }
  return {
    kind: 's3',
    bucket: new URL(values.PEYVAND_FILES).hostname,
    region: values.PEYVAND_S3_REGION,
    endpoint: values.PEYVAND_S3_ENDPOINT ?? null,
    accessKey,
    secretKey,
  }
}
