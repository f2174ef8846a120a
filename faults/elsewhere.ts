/** Rows of the fault matrix that another test shows, and where. */
export const ELSEWHERE: readonly { number: string; name: string; where: string }[] = [
  { number: '31', name: 'OAuth token expires, refresh fails', where: 'signing in by OAuth is not built yet' },
  {
    number: '41',
    name: 'NUL, lone surrogates, bad charset, 8-bit headers',
    where: 'tests/pipeline/any-bytes.test.ts, charset.test.ts',
  },
  {
    number: '42',
    name: 'HTML nested 100,000 deep, 5 MB, styles',
    where: 'tests/pipeline/hostile.test.ts, sanitise.test.ts',
  },
  {
    number: '43',
    name: '1,001 parts, depth 500, endless headers',
    where: 'tests/pipeline/hostile.test.ts, overgrown.test.ts',
  },
  { number: '44', name: 'bombs in archives and documents', where: 'documents are not opened yet' },
  { number: '45', name: 'encrypted PDF, winmail.dat, S/MIME, PGP', where: 'tests/pipeline/attachments.test.ts' },
  { number: '46', name: 'DNS down or slow', where: 'nothing asks DNS about a message yet' },
  { number: '48', name: 'bounces, auto-replies, invitations, spam', where: 'tests/pipeline/screen.test.ts' },
  { number: '50', name: 'two editors save the same draft', where: 'tests/desk/articles.test.ts' },
  { number: '51', name: 'web killed during autosave', where: 'drafts are not edited on the desk yet' },
  { number: '55', name: 'scripts in mail', where: 'tests/pipeline/sanitise.test.ts, tests/web/desk.test.ts' },
  { number: '56', name: 'requests forged by mail', where: 'nothing fetches what a mail names; tests/web/desk.test.ts' },
  { number: '58', name: 'slow or failing webhook receivers', where: 'nothing is delivered outwards yet' },
  { number: '59', name: 'virus scanner down', where: 'there is no scanner yet' },
  { number: '60', name: '72 hours of random faults', where: 'npm run faults -- --rows storm --messages 250000' },
]
