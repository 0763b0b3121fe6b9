/** Whether a name is one of the IANA list, such as America/Chicago. Apart from what reckons with hours: forms ask it. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
