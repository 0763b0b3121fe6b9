/** What an alert says, before it is a mail, a chat message or a page: the same words wherever it goes. */
export interface Letter {
  readonly subject: string;
  /** Above the title, small: which release, which endpoint. */
  readonly about: string;
  /** In one line, the thing itself. */
  readonly title: string;
  /** How the title is coloured. */
  readonly tone: 'plain' | 'bad' | 'good';
  readonly paragraphs: readonly string[];
  readonly heading: string;
  readonly entries: readonly LetterEntry[];
  /** What is left out; null where nothing is. */
  readonly rest: string | null;
  readonly button: LetterLink | null;
}

export interface LetterEntry {
  readonly title: string;
  /** A figure opposite the title; empty for none. */
  readonly figure: string;
  readonly label: string;
  readonly sentences: readonly string[];
  readonly link: string | null;
}

export interface LetterLink {
  readonly words: string;
  readonly address: string;
}
