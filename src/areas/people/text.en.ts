import { account } from '#areas/people/text/account.en.ts'
import type { Lang } from '#lib/language.ts'
import type { Role, Scope } from './contract.ts'
import { fa, type Text } from './text.fa.ts'

const roles: Record<Role, string> = {
  administrator: 'Administrator',
  'network-officer': 'Network officer',
  'province-officer': 'Province officer',
  librarian: 'Librarian',
  cataloguer: 'Cataloguer',
}

const levels: Record<Scope['level'], string> = {
  system: 'the whole system',
  network: 'a network',
  province: 'a province',
  library: 'a library',
}

const role = (name: unknown) => (roles[String(name) as Role] ?? String(name)).toLowerCase()

/** Every sentence of the people area, in English. */
export const en: Text = {
  roles,
  levels,
  roleHints: {
    administrator: 'Runs the whole system.',
    'network-officer': 'Looks after the libraries and staff of one network.',
    'province-officer': 'Looks after the libraries and staff of one network in one province.',
    librarian: 'Works at the desk of one library.',
    cataloguer: 'Catalogues and imports the holdings of one library.',
  },
  roleOver: (roleName, place) => `${roleName}, ${place}`,

  navigation: { people: 'Staff', account: 'My account', group: 'System' },

  signIn: {
    title: 'Sign in to Peyvand',
    lead: 'Use the user name you chose when you accepted your invitation.',
    userName: 'User name or e-mail',
    password: 'Password',
    remember: 'Keep me signed in on this device',
    rememberHint: 'Leave this off on a computer the library shares.',
    submit: 'Sign in',
    forgotten: 'I have forgotten my password',
    passkey: 'Sign in with a passkey',
    passkeyHint: 'With a fingerprint, a face or this device’s lock; no password needed.',
    passkeyNeedsScript: 'Signing in with a passkey needs JavaScript switched on.',
    or: 'or',
    noAccount: 'Accounts are made by invitation: ask your network or province officer to invite you.',
    signedIn: (name) => `Welcome, ${name}.`,
    signedOut: 'You have signed out.',
    signOut: 'Sign out',
    demoTitle: 'Demonstration accounts',
    demoLead: (password) => `This is a demonstration. Sign in with any of these names and the password ${password}.`,
  },

  secondStep: {
    title: 'Second step',
    lead: 'Open your authenticator app and type the six-digit code for Peyvand.',
    code: 'Six-digit code, or one of your recovery codes',
    submit: 'Continue',
    back: 'Start again',
    demo: 'In this demonstration the code at this moment is below; it changes every half minute:',
  },

  required: {
    title: 'Set up your second step',
    lead: 'Your role gives access to other people’s details and work. So that nobody else can act in your name, your sign-in needs a second step; until you set it up, you cannot use this role.',
    again:
      'You have set up a second step, but this sign-in went without it. Sign out, then sign in again with the second step or a passkey.',
  },

  ...account,

  people: {
    title: 'Staff',
    lead: 'People who hold a role within your reach.',
    search: 'Search staff',
    searchPlaceholder: 'Name, user name or e-mail',
    count: (n) => `${n} ${n === '1' ? 'person' : 'people'}`,
    none: 'Nobody matches.',
    noneHint: 'Check the spelling, or invite somebody new.',
    invite: 'Invite somebody',
    name: 'Name',
    rolesColumn: 'Roles',
    secondFactor: 'Second step',
    secondFactorOn: 'Yes',
    secondFactorOff: 'No',
    state: 'State',
    active: 'Active',
    closed: 'Closed',
    invitations: 'Unanswered invitations',
    sentAt: 'Sent',
    until: 'Works until',
    withdraw: 'Withdraw',
    withdrawn: 'The invitation has been withdrawn; its link no longer works.',
    actions: 'Actions',
  },

  person: {
    roles: 'Roles',
    noRoles: 'Holds no role within your reach.',
    since: 'Since',
    joined: 'Joined',
    take: 'Take the role back',
    taken: 'The role has been taken back.',
    give: 'Give a role',
    role: 'Role',
    scope: 'Scope',
    scopeHint: 'The network, province or library in which the role counts.',
    scopeNeeded: 'Now choose where the role counts.',
    findScope: 'Find a scope',
    noScope: 'There is no place of that name within your reach.',
    submit: 'Give the role',
    given: 'The role has been given.',
    close: 'Close the account',
    closeHint: 'Signs them out of every device and revokes their keys. The history of their work stays.',
    closed: 'The account has been closed.',
    open: 'Open the account',
    opened: 'The account is open again.',
    clear: 'Remove the second step',
    clearHint: 'For somebody who lost both their phone and their recovery codes. Be sure first that it is really them.',
    cleared: 'The second step has been removed; they must set it up anew.',
    care: 'Care of the account',
    history: 'History',
    closedNotice: (day) => `This account has been closed since ${day}.`,
    confirm: 'I am sure',
    everywhere: 'The whole system',
  },

  invite: {
    title: 'Invite somebody',
    lead: 'A letter goes to their e-mail; its link lets them choose their own user name and password.',
    name: 'Full name',
    email: 'E-mail',
    lang: 'Language of the letter',
    submit: 'Send the invitation',
    sent: (email) => `The invitation has been sent to ${email} and works for a week.`,
  },

  join: {
    title: 'Accept your invitation',
    lead: (name) => `Welcome to Peyvand, ${name}. Choose a user name and a password.`,
    roles: 'Your role',
    userName: 'User name',
    userNameHint: 'Small Latin letters, digits, dots or hyphens; 3 to 30 characters.',
    password: 'Password',
    submit: 'Make my account',
  },

  recover: {
    askTitle: 'Recover your password',
    askLead: 'Type your user name or e-mail and we will send you a link to choose a new password.',
    who: 'User name or e-mail',
    ask: 'Send the link',
    askedTitle: 'Look in your mailbox',
    asked:
      'If there is an account of that name, a letter will reach its e-mail within minutes. The link works for one hour.',
    title: 'New password',
    lead: (name) => `${name}, choose a new password. Every device will be signed out.`,
    submit: 'Save the password',
    done: 'Your new password is saved. Sign in with it now.',
    toSignIn: 'Go to sign-in',
    askedInDemonstration:
      'This is a demonstration: its demonstration accounts get no letter, and their password stands on the sign-in page. Letters of other accounts do not leave the system either; you read them here.',
    toLetters: 'Letters of this demonstration',
  },

  letters: {
    invitation: {
      subject: 'An invitation to Peyvand',
      body: (name, link, until) =>
        `Dear ${name},\n\nYou are invited to Peyvand, the cooperation of libraries. To make your account, open this address:\n\n${link}\n\nIt works once, until ${until}. If you did not expect this invitation, please ignore it.\n`,
    },
    recovery: {
      subject: 'Your Peyvand password',
      body: (name, link, until) =>
        `Dear ${name},\n\nTo choose a new password for Peyvand, open this address:\n\n${link}\n\nIt works once, until ${until}. If you did not ask for it, nothing is needed; your password is as it was.\n`,
    },
  },

  actions: {
    ...fa.actions,
    'people.joined': 'joined Peyvand',
    'people.signed-in': 'signed in',
    'people.signed-out': 'signed out',
    'people.role-given': 'was given a role',
    'people.role-taken': 'had a role taken back',
    'people.totp-set-up': 'set up an authenticator app',
    'people.totp-removed': 'removed the authenticator app',
    'people.recovery-codes-renewed': 'made new recovery codes',
    'people.passkey-added': 'added a passkey',
    'people.passkey-removed': 'removed a passkey',
    'people.password-changed': 'changed the password',
    'people.password-recovered': 'recovered the password',
    'people.recovery-asked': 'recovery was asked for',
    'people.session-ended': 'signed a device out',
    'people.sessions-ended': 'signed other devices out',
    'people.key-created': 'made a program key',
    'people.key-revoked': 'revoked a program key',
    'people.account-closed': 'had the account closed',
    'people.account-opened': 'had the account opened',
    'people.second-factor-cleared': 'had the second step removed',
  },

  refusals: {
    'people.sign-in-required': () => 'Please sign in first.',
    'people.sign-in-wrong': () => 'The user name and the password do not match. Check both, or recover your password.',
    'people.sign-in-again': () =>
      'The time for the second step has run out, or wrong codes were typed too often. Please start again.',
    'people.too-often': ({ minutes }) =>
      `Too many attempts in a row. Try again in ${String(minutes)} ${String(minutes) === '1' ? 'minute' : 'minutes'}.`,
    'people.locked': () =>
      'Wrong codes were typed too often, so the second step of this account is closed. Try again in a quarter of an hour.',
    'people.account-closed': () => 'This account is closed. Ask your network or province officer.',
    'people.code-wrong': () => 'The code is not right. Check the clock of your phone and type the newest code.',
    'people.code-used': () => 'This code has already been used. Wait a few seconds for the next one.',
    'people.passkey-wrong': () => 'The passkey was not accepted. Try again, or sign in with your password.',
    'people.passkey-unknown': () => 'Your account has no such passkey.',
    'people.session-unknown': () => 'This device has been signed out already.',
    'people.session-stale': () => 'You signed in more than a day ago. Please sign in again for this.',
    'people.second-factor-required': () => 'You cannot use this role until you set up the second step of signing in.',
    'people.person-required': () => 'Only you yourself, signed in, can do this; a program with a key cannot.',
    'people.officers-only': () => 'Only network officers, province officers and administrators see the list of staff.',
    'people.person-unknown': () => 'There is no such person within your reach.',
    'people.grant-out-of-reach': ({ role: name }) =>
      `Giving or taking the role of ${role(name)} here is not yours to do; ask whoever is above you.`,
    'people.govern-out-of-reach': () => 'This is for somebody who could take back every role this person holds.',
    'people.not-oneself': () => 'You cannot do this to your own account; ask a colleague.',
    'people.grant-unknown': () => 'This role has been taken back already.',
    'people.granted-already': ({ role: name }) => `They already hold the role of ${role(name)} there.`,
    'people.last-administrator': () => 'The system keeps at least one administrator. Appoint another first.',
    'people.role-level': ({ level }) =>
      `The scope of this role must be ${levels[String(level) as Scope['level']] ?? 'another'}.`,
    'people.role-missing': () => 'Choose a role.',
    'people.scope-unknown': () => 'There is no such network, province or library; choose one from the list.',
    'people.email-taken': () =>
      'Somebody with this e-mail is in Peyvand already. Give the role to that account instead.',
    'people.email-shape': () => 'This is not an e-mail address.',
    'people.user-name-taken': () => 'Somebody has this user name already. Choose another.',
    'people.user-name-shape': () =>
      'A user name begins with a Latin letter and has 3 to 30 letters, digits, dots or hyphens.',
    'people.demonstration-fixed': () =>
      'This account belongs to every visitor of the demonstration and stays as it is. Try it with somebody you invite.',
    'people.password-short': () => 'A password needs at least ten characters. Try a short sentence.',
    'people.password-long': () => 'A password may have two hundred characters at most.',
    'people.password-guessable': () => 'This password is easily guessed. Leave out your user name and plain sequences.',
    'people.password-wrong': () => 'The password is not right.',
    'people.totp-on': () => 'An authenticator app is set up already.',
    'people.totp-not-begun': () => 'Please begin setting up the authenticator app again.',
    'people.letter-unknown': () => 'This link does not work; it may have been withdrawn. Ask for a new one.',
    'people.letter-used': () => 'This link has already been used. If you have made your account, sign in.',
    'people.letter-expired': () => 'This link has expired. Ask for a new one.',
    'people.key-unknown': () =>
      'The key is not valid: it was revoked, has expired or is mistyped. Make a new one in your account.',
    'people.key-not-found': () => 'Your account has no such key.',
    'people.key-too-wide': ({ role: name }) => `A key cannot hold the role of ${role(name)} beyond your own scope.`,
  },
}

/** The area's sentences in a language. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
