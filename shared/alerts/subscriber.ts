/** Somebody who hears of findings by mail. */
export interface Subscriber {
  /** Unique over all accounts, for it names the mails. */
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** The account of a store on one's own machine; its only subscriber needs no other name than `default`. */
const ownMachine = 'local';

/** Who hears of an account's findings as long as nobody has subscribed. */
export function defaultSubscriber(account: string): Subscriber {
  const id = account === ownMachine ? 'default' : `default-${account}`;
  return { id, name: 'Billing manager', address: 'billing@localhost' };
}
