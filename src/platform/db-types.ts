// Made by `npm run db-types` out of db/migrations. Not written by hand.
import type { ColumnType } from 'kysely'

/** 'YYYY-MM-DD' */
export type IsoDay = string
/** A JSON column: read as a value, written as the text of `JSON.stringify`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

export interface Database {
  'catalogue.apart': {
    record_id: string
    other_id: string
    decision_id: string
  }
  'catalogue.ask': {
    id: string
    record_id: string
    other_id: string
    reason: string
    score: number
    verdict: ColumnType<Json, string, string>
    state: string
    officer_because: ColumnType<string | null, string | null | undefined, string | null>
    outcome: ColumnType<string | null, string | null | undefined, string | null>
    decision_id: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'catalogue.ask_answer': {
    ask_id: string
    library_id: string
    answer: string
    by_id: ColumnType<string | null, string | null | undefined, string | null>
    by_name: string
    answered_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.ask_library': {
    library_id: string
    ask_id: string
  }
  'catalogue.decision': {
    id: string
    kind: string
    record_id: string
    other_id: ColumnType<string | null, string | null | undefined, string | null>
    edition_id: ColumnType<string | null, string | null | undefined, string | null>
    before: ColumnType<Json, string, string>
    note: string
    organisation: string
    by_id: ColumnType<string | null, string | null | undefined, string | null>
    by_name: string
    decided_at: ColumnType<Date, Date | string, Date | string>
    undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    undone_by_name: ColumnType<string | null, string | null | undefined, string | null>
  }
  'catalogue.edition': {
    id: string
    brief: ColumnType<Json, string, string>
    title_keys: string[]
    volume_key: string
    sort_key: string
    year: ColumnType<number | null, number | null | undefined, number | null>
    record_count: number
    copy_count: number
    library_count: number
    is_public: boolean
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
    work_id: ColumnType<string | null, string | null | undefined, string | null>
    match_keys: ColumnType<number[], (number | bigint)[] | undefined, (number | bigint)[]>
  }
  'catalogue.edition_brief': {
    id: string | null
    brief: Json | null
    year: number | null
    record_count: number | null
    copy_count: number | null
    library_count: number | null
    created_at: Date | null
    updated_at: Date | null
  }
  'catalogue.edition_change': {
    edition_id: string
    seq: ColumnType<number | null, number | bigint | null | undefined, number | bigint | null>
    changed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    is_public: boolean
    set_ids: string[]
    left_set_ids: ColumnType<string[], string[] | undefined, string[]>
  }
  'catalogue.edition_key': {
    key: string
    edition_id: string
  }
  'catalogue.edition_redirect': {
    old_id: string
    edition_id: string
  }
  'catalogue.field_rule': {
    field: string
    rule: string
    networks: string[]
    set_by_name: string
    set_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.follow_clock': {
    is_only: ColumnType<boolean, boolean | undefined, boolean>
    told_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.harvest': {
    id: string
    source_id: string
    import_id: string
    state: string
    is_full: boolean
    asked_from: ColumnType<string | null, string | null | undefined, string | null>
    asked_until: ColumnType<string | null, string | null | undefined, string | null>
    format: ColumnType<string | null, string | null | undefined, string | null>
    token: ColumnType<string | null, string | null | undefined, string | null>
    pages: ColumnType<number, number | undefined, number>
    restarts: ColumnType<number, number | undefined, number>
    listed: ColumnType<number, number | undefined, number>
    announced: ColumnType<number | null, number | null | undefined, number | null>
    withdrawn: ColumnType<number, number | undefined, number>
    restored: ColumnType<number, number | undefined, number>
    may_withdraw_many: ColumnType<boolean, boolean | undefined, boolean>
    answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    warnings: ColumnType<Json, string | undefined, string>
    fault: ColumnType<Json | null, string | null | undefined, string | null>
    job_id: ColumnType<string | null, string | null | undefined, string | null>
    started_by_name: string
    created_at: ColumnType<Date, Date | string, Date | string>
    finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'catalogue.harvest_source': {
    id: string
    library_id: string
    url: string
    set_spec: ColumnType<string, string | undefined, string>
    format: ColumnType<string | null, string | null | undefined, string | null>
    is_daily: ColumnType<boolean, boolean | undefined, boolean>
    is_network_wide: ColumnType<boolean, boolean | undefined, boolean>
    harvested_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    repository_name: ColumnType<string | null, string | null | undefined, string | null>
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_by_name: string
    created_at: ColumnType<Date, Date | string, Date | string>
    removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'catalogue.harvested': {
    source_id: string
    identifier: string
    control_number: ColumnType<string | null, string | null | undefined, string | null>
    datestamp: string
    is_deleted: boolean
    harvest_id: string
    withdrawn_by: ColumnType<string | null, string | null | undefined, string | null>
  }
  'catalogue.heading': {
    kind: string
    key: string
    label: string
    alternate: ColumnType<string | null, string | null | undefined, string | null>
    filing_key: ColumnType<string | null, string | null | undefined, string | null>
  }
  'catalogue.import': {
    id: string
    library_id: string
    file_id: ColumnType<string | null, string | null | undefined, string | null>
    file_name: string
    sha256: string
    size: ColumnType<number, number | bigint, number | bigint>
    is_dry_run: ColumnType<boolean, boolean | undefined, boolean>
    is_network_wide: ColumnType<boolean, boolean | undefined, boolean>
    state: string
    done_records: ColumnType<number, number | undefined, number>
    done_bytes: ColumnType<number, number | bigint | undefined, number | bigint>
    added: ColumnType<number, number | undefined, number>
    updated: ColumnType<number, number | undefined, number>
    unchanged: ColumnType<number, number | undefined, number>
    refused: ColumnType<number, number | undefined, number>
    repaired: ColumnType<number, number | undefined, number>
    fault: ColumnType<Json | null, string | null | undefined, string | null>
    job_id: ColumnType<string | null, string | null | undefined, string | null>
    started_by: ColumnType<string | null, string | null | undefined, string | null>
    started_by_name: string
    created_at: ColumnType<Date, Date | string, Date | string>
    started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    passed_over: ColumnType<number, number | undefined, number>
    form: ColumnType<string, string | undefined, string>
    columns: ColumnType<Json | null, string | null | undefined, string | null>
    list_scope: ColumnType<string | null, string | null | undefined, string | null>
    undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'catalogue.import_refusal': {
    import_id: string
    record_number: number
    byte_offset: ColumnType<number, number | bigint, number | bigint>
    length: ColumnType<number, number | bigint, number | bigint>
    code: string
    facts: ColumnType<Json, string, string>
    control_number: ColumnType<string | null, string | null | undefined, string | null>
    bytes: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  }
  'catalogue.isbn_count': {
    import_id: string
    library_id: string
    isbn: string
    copies: number
  }
  'catalogue.isbn_hidden': {
    record_id: string
  }
  'catalogue.item': {
    id: string
    record_id: string
    library_id: string
    item_key: string
    branch: ColumnType<string | null, string | null | undefined, string | null>
    shelf: ColumnType<string | null, string | null | undefined, string | null>
    call_number: ColumnType<string | null, string | null | undefined, string | null>
    barcode: ColumnType<string | null, string | null | undefined, string | null>
    accession_number: ColumnType<string | null, string | null | undefined, string | null>
    copy_number: ColumnType<string | null, string | null | undefined, string | null>
    volume: ColumnType<string | null, string | null | undefined, string | null>
    status: string
    note: ColumnType<string | null, string | null | undefined, string | null>
    suppressed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.list_column': {
    library_id: string
    heading: string
    field: ColumnType<string | null, string | null | undefined, string | null>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.match_key': {
    key: ColumnType<number, number | bigint, number | bigint>
    edition_id: string
  }
  'catalogue.record': {
    id: string
    library_id: string
    control_number: string
    edition_id: string
    family: string
    encoding: string
    bytes: Buffer
    sha256: Buffer
    parsed: ColumnType<Json, string, string>
    repairs: ColumnType<Json | null, string | null | undefined, string | null>
    placed_by: ColumnType<string, string | undefined, string>
    placement: ColumnType<Json, string, string>
    import_id: ColumnType<string | null, string | null | undefined, string | null>
    suppressed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
    card: ColumnType<Json | null, string | null | undefined, string | null>
    card_version: ColumnType<number | null, number | null | undefined, number | null>
    fullness: ColumnType<number | null, number | null | undefined, number | null>
  }
  'catalogue.record_check': {
    record_id: string
    library_id: string
    version: number
    field: ColumnType<number | null, number | null | undefined, number | null>
    score: number
    record_updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.record_fault': {
    library_id: string
    fault: string
    record_id: string
  }
  'catalogue.regrouping': {
    id: string
    state: string
    after: ColumnType<string | null, string | null | undefined, string | null>
    total: number
    done: ColumnType<number, number | undefined, number>
    moved: ColumnType<number, number | undefined, number>
    joined: ColumnType<number, number | undefined, number>
    asked: ColumnType<number, number | undefined, number>
    passed_over: ColumnType<number, number | undefined, number>
    job_id: ColumnType<string | null, string | null | undefined, string | null>
    started_by_name: string
    created_at: ColumnType<Date, Date | string, Date | string>
    finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'catalogue.report': {
    id: string
    made_at: ColumnType<Date, Date | string, Date | string>
    took_ms: number
    figures: ColumnType<Json, string, string>
    checked_until: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.report_library': {
    library_id: string
    made_at: ColumnType<Date, Date | string, Date | string>
    records: number
    editions: number
    score: number
    faults: ColumnType<Json, string, string>
  }
  'catalogue.saved_search': {
    id: string
    person_id: string
    name: string
    query: string
    lang: string
    key_version: ColumnType<number, number | undefined, number>
    mail: ColumnType<string, string | undefined, string>
    told_until: ColumnType<Date, Date | string, Date | string>
    next_mail_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    mailed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.waiting_isbn': {
    library_id: string
    isbn: string
    copies: number
    import_id: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
  }
  'catalogue.work': {
    id: string
    key: string
    created_at: ColumnType<Date, Date | string, Date | string>
  }
  'libraries.city': {
    code: string
    province_code: string
    county_code: ColumnType<string | null, string | null | undefined, string | null>
    name: string
    name_en: ColumnType<string | null, string | null | undefined, string | null>
    sort_key: string
    search_key: string
    lat: number
    lon: number
  }
  'libraries.county': {
    code: string
    province_code: string
    name: string
    name_en: ColumnType<string | null, string | null | undefined, string | null>
    sort_key: string
  }
  'libraries.event': {
    id: string
    library_id: string
    kind: string
    happened_on: IsoDay
    other_library_id: ColumnType<string | null, string | null | undefined, string | null>
    facts: ColumnType<Json, string | undefined, string>
    recorded_at: ColumnType<Date, Date | string, Date | string>
  }
  'libraries.library': {
    id: string
    network_id: string
    code: string
    name: string
    name_en: ColumnType<string | null, string | null | undefined, string | null>
    kind: string
    degree: ColumnType<string | null, string | null | undefined, string | null>
    province_code: ColumnType<string | null, string | null | undefined, string | null>
    county_code: ColumnType<string | null, string | null | undefined, string | null>
    city_code: ColumnType<string | null, string | null | undefined, string | null>
    address: ColumnType<string | null, string | null | undefined, string | null>
    postal_code: ColumnType<string | null, string | null | undefined, string | null>
    phone: ColumnType<string | null, string | null | undefined, string | null>
    email: ColumnType<string | null, string | null | undefined, string | null>
    website: ColumnType<string | null, string | null | undefined, string | null>
    lat: ColumnType<number | null, number | null | undefined, number | null>
    lon: ColumnType<number | null, number | null | undefined, number | null>
    services: ColumnType<string[], string[] | undefined, string[]>
    hours: ColumnType<Json | null, string | null | undefined, string | null>
    opened_on: ColumnType<IsoDay | null, IsoDay | null | undefined, IsoDay | null>
    closed_on: ColumnType<IsoDay | null, IsoDay | null | undefined, IsoDay | null>
    merged_into: ColumnType<string | null, string | null | undefined, string | null>
    is_demonstration: ColumnType<boolean, boolean | undefined, boolean>
    sort_key: string
    search_text: string
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'libraries.library_brief': {
    id: string | null
    network_id: string | null
    network_code: string | null
    network_name: string | null
    network_name_en: string | null
    code: string | null
    name: string | null
    name_en: string | null
    kind: string | null
    degree: string | null
    province_code: string | null
    county_code: string | null
    city_code: string | null
    lat: number | null
    lon: number | null
    closed_on: IsoDay | null
    merged_into: string | null
    is_demonstration: boolean | null
    sort_key: string | null
  }
  'libraries.network': {
    id: string
    code: string
    name: string
    name_en: ColumnType<string | null, string | null | undefined, string | null>
    website: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'libraries.places_loaded': {
    sha256: string
  }
  'libraries.province': {
    code: string
    name: string
    name_en: string
    sort_key: string
    lat: number
    lon: number
  }
  'libraries.service_point': {
    id: string
    library_id: string
    kind: string
    name: string
    lat: ColumnType<number | null, number | null | undefined, number | null>
    lon: ColumnType<number | null, number | null | undefined, number | null>
    hours: ColumnType<Json | null, string | null | undefined, string | null>
    note: ColumnType<string | null, string | null | undefined, string | null>
    position: number
    closed_on: ColumnType<IsoDay | null, IsoDay | null | undefined, IsoDay | null>
  }
  'libraries.total': {
    id: string
    network_id: ColumnType<string | null, string | null | undefined, string | null>
    library_id: ColumnType<string | null, string | null | undefined, string | null>
    measure: string
    value: ColumnType<number, number | bigint, number | bigint>
    counted_on: IsoDay
    source: string
    created_at: ColumnType<Date, Date | string, Date | string>
  }
  'people.account': {
    id: string
    person_id: string
    account_id: string
    provider_id: string
    access_token: ColumnType<string | null, string | null | undefined, string | null>
    refresh_token: ColumnType<string | null, string | null | undefined, string | null>
    id_token: ColumnType<string | null, string | null | undefined, string | null>
    access_token_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    refresh_token_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    scope: ColumnType<string | null, string | null | undefined, string | null>
    password: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'people.api_key': {
    id: string
    person_id: string
    name: string
    start: string
    secret_hash: string
    grants: ColumnType<Json, string, string>
    created_at: ColumnType<Date, Date | string, Date | string>
    expires_at: ColumnType<Date, Date | string, Date | string>
    last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'people.letter': {
    id: string
    purpose: string
    secret_hash: string
    email: string
    name: string
    lang: string
    person_id: ColumnType<string | null, string | null | undefined, string | null>
    grants: ColumnType<Json, string | undefined, string>
    sent_by: ColumnType<string | null, string | null | undefined, string | null>
    sent_at: ColumnType<Date, Date | string, Date | string>
    expires_at: ColumnType<Date, Date | string, Date | string>
    used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'people.passkey': {
    id: string
    person_id: string
    name: ColumnType<string | null, string | null | undefined, string | null>
    public_key: string
    credential_id: string
    counter: ColumnType<number, number | bigint, number | bigint>
    device_type: string
    backed_up: boolean
    transports: ColumnType<string | null, string | null | undefined, string | null>
    aaguid: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'people.person': {
    id: string
    name: string
    user_name: string
    email: string
    email_verified: ColumnType<boolean, boolean | undefined, boolean>
    image: ColumnType<string | null, string | null | undefined, string | null>
    two_factor_enabled: ColumnType<boolean, boolean | undefined, boolean>
    deactivated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    demonstration: ColumnType<boolean, boolean | undefined, boolean>
    search_key: ColumnType<string, string | undefined, string>
    sort_key: ColumnType<string, string | undefined, string>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'people.role_grant': {
    id: string
    person_id: string
    role: string
    level: string
    network_id: ColumnType<string | null, string | null | undefined, string | null>
    province_code: ColumnType<string | null, string | null | undefined, string | null>
    library_id: ColumnType<string | null, string | null | undefined, string | null>
    granted_at: ColumnType<Date, Date | string, Date | string>
    granted_by: ColumnType<string | null, string | null | undefined, string | null>
    revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    revoked_by: ColumnType<string | null, string | null | undefined, string | null>
  }
  'people.session': {
    id: string
    person_id: string
    token: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    ip_address: ColumnType<string | null, string | null | undefined, string | null>
    user_agent: ColumnType<string | null, string | null | undefined, string | null>
    second_factor_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'people.two_factor': {
    id: string
    person_id: string
    secret: string
    backup_codes: string
    verified: ColumnType<boolean, boolean | undefined, boolean>
    failed_verification_count: ColumnType<number, number | undefined, number>
    locked_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    last_code: ColumnType<string | null, string | null | undefined, string | null>
    last_code_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'people.verification': {
    id: string
    identifier: string
    value: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    created_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'platform.file': {
    id: string
    name: string
    media_type: string
    size: ColumnType<number | null, number | bigint | null | undefined, number | bigint | null>
    sha256: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    kept_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'platform.job': {
    id: string
    name: string
    data: ColumnType<Json, string, string>
    singleton_key: ColumnType<string | null, string | null | undefined, string | null>
    state: ColumnType<string, string | undefined, string>
    done: ColumnType<number, number | bigint | undefined, number | bigint>
    total: ColumnType<number | null, number | bigint | null | undefined, number | bigint | null>
    note: ColumnType<Json | null, string | null | undefined, string | null>
    by_kind: string
    by_id: ColumnType<string | null, string | null | undefined, string | null>
    by_name: string
    attempt: ColumnType<number, number | undefined, number>
    faults: ColumnType<number, number | undefined, number>
    worker: ColumnType<number | null, number | null | undefined, number | null>
    result: ColumnType<Json | null, string | null | undefined, string | null>
    refusal: ColumnType<Json | null, string | null | undefined, string | null>
    error: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    updated_at: ColumnType<Date, Date | string, Date | string>
    finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'platform.journal_checkpoint': {
    size: ColumnType<number, number | bigint, number | bigint>
    root: Buffer
    frontier: Buffer
    note: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'platform.journal_entry': {
    id: string
    at: ColumnType<Date, Date | string, Date | string>
    by_kind: string
    by_id: ColumnType<string | null, string | null | undefined, string | null>
    by_name: string
    organisation: ColumnType<string | null, string | null | undefined, string | null>
    action: string
    subject_type: string
    subject_id: string
    facts: ColumnType<Json, string | undefined, string>
  }
  'platform.journal_key': {
    verifier_key: string
    first_used_at: ColumnType<Date, Date | string, Date | string>
  }
  'platform.journal_leaf': {
    sequence: ColumnType<number, number | bigint, number | bigint>
    entry: string
    hash: Buffer
  }
  'platform.journal_log': {
    is_only: ColumnType<boolean, boolean | undefined, boolean>
    origin: string
  }
  'platform.journal_pending': {
    position: ColumnType<number, never, never>
    entry: string
    hash: Buffer
  }
  'platform.mail': {
    id: string
    recipient: string
    subject: string
    text: string
    html: ColumnType<string | null, string | null | undefined, string | null>
    created_at: ColumnType<Date, Date | string, Date | string>
    sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    attempts: ColumnType<number, number | undefined, number>
    error: ColumnType<string | null, string | null | undefined, string | null>
    unsubscribe_url: ColumnType<string | null, string | null | undefined, string | null>
  }
  'platform.migration': {
    name: string
    checksum: string
    applied_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'platform.milestone': {
    name: string
    reached_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'platform.outbox': {
    position: ColumnType<number, never, never>
    tx: ColumnType<string, string | undefined, string>
    topic: string
    payload: ColumnType<Json, string, string>
    at: ColumnType<Date, Date | string, Date | string>
  }
  'platform.outbox_reader': {
    reader: string
    topic: string
    tx: string
    position: ColumnType<number, number | bigint, number | bigint>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'platform.rate_limit': {
    key: string
    tokens: number
    refilled_at: ColumnType<Date, Date | string, Date | string>
  }
  'platform.search_change': {
    id: ColumnType<number, never, never>
    tx: ColumnType<string, string | undefined, string>
    at: ColumnType<Date, Date | string | undefined, Date | string>
    index_name: string
    document_id: string
  }
  'platform.secret': {
    name: string
    value: string
    made_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
}
