/** The four characters that an interchange chooses for itself in its ISA segment. */
export interface Delimiters {
  /** ISA position 4. */
  readonly element: string;
  /** ISA11; null where an older interchange (standards id U) has none. */
  readonly repetition: string | null;
  /** ISA16. */
  readonly component: string;
  /** The character behind ISA16. */
  readonly segment: string;
}

export type HeaderReading =
  | {
      readonly kind: 'read';
      readonly delimiters: Delimiters;
      /** ISA13. */
      readonly controlNumber: string;
      /** Characters from the I of ISA to the terminator, this included. */
      readonly length: number;
      /** What was wrong with it and how it was read all the same. */
      readonly notice: string | null;
    }
  | { readonly kind: 'more' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'none' };

interface Found {
  readonly delimiters: Delimiters;
  readonly controlNumber: string;
  readonly length: number;
  readonly notice: string | null;
}

/** ISA is the one segment of fixed length: its 16 separators stand at these places, counted from 0. */
const separatorPlaces = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103] as const;
const repetitionPlace = 82;
const controlNumberPlaces = [90, 99] as const;
const componentPlace = 104;
/** ISA, GS and the first letters of ST, with room for line breaks: what is looked at before delimiters are believed. */
const headerWindow = 420;
const longestFreeHeader = 160;
/** A text with fewer separators than this is no header at all. */
const enoughToBeAHeader = 6;
const usualComponent = ':';

/**
 * Reads the delimiters of the interchange that begins at `at` (text there starts with ISA). A header of the wrong
 * length, damaged, or whose terminator is not the one in use, is read with a notice where what follows allows it.
 */
export function readInterchangeHeader(text: string, at: number, final: boolean): HeaderReading {
  const window = text.slice(at, at + headerWindow);
  if (window.length < headerWindow && !final) return { kind: 'more' };
  const found = fixedForm(window) ?? freeForm(window) ?? groupForm(window);
  const checked = found && withUsedTerminator(window, found);
  if (checked) return { kind: 'read', ...checked };
  return window.split(window.charAt(3)).length > enoughToBeAHeader
    ? { kind: 'unreadable', reason: 'the ISA segment is damaged: its delimiters cannot be read' }
    : { kind: 'none' };
}

/** A delimiter may be any character that is neither letter, digit nor blank. */
function mayDelimit(character: string | undefined): character is string {
  return character !== undefined && /^[^0-9A-Za-z ]$/.test(character);
}

/** The header with line breaks inside taken out, and where each of its characters stood. */
function unwrapped(window: string): { characters: string; places: number[] } {
  const places: number[] = [];
  for (let i = 0; i < window.length && places.length <= componentPlace; i++)
    if (window[i] !== '\r' && window[i] !== '\n') places.push(i);
  return { characters: places.map((place) => window[place]).join(''), places };
}

function atFixedPlaces(window: string, element: string, notice: string | null): Found | null {
  const { characters, places } = unwrapped(window);
  const last = places[componentPlace];
  if (last === undefined) return null;
  const terminator = terminatorAt(window, last + 1);
  return {
    delimiters: {
      element,
      repetition: repetitionOf(characters.charAt(repetitionPlace)),
      component: characters.charAt(componentPlace),
      segment: window.charAt(terminator),
    },
    controlNumber: characters.slice(...controlNumberPlaces),
    length: terminator + 1,
    notice,
  };
}

/** The terminator stands behind ISA16, unless the record ended there and the line break is no part of X12. */
function terminatorAt(window: string, place: number): number {
  const wrapped = /^[\r\n]+[^0-9A-Za-z \r\n][\r\n]*(?:G[\r\n]*S|T[\r\n]*A|I[\r\n]*E)/.test(window.slice(place));
  return wrapped ? place + window.slice(place).search(/[^\r\n]/) : place;
}

function fixedForm(window: string): Found | null {
  const { characters } = unwrapped(window);
  const element = characters.charAt(separatorPlaces[0]);
  const whole = mayDelimit(element) && separatorPlaces.every((place) => characters[place] === element);
  return whole ? atFixedPlaces(window, element, null) : null;
}

/** Programs that do not pad ISA's elements: the 16th separator leads to the rest. */
function freeForm(window: string): Found | null {
  const element = window.charAt(3);
  if (!mayDelimit(element)) return null;
  const elements = window.split(element, separatorPlaces.length);
  const length = elements.join(element).length + 3;
  if (elements.length < separatorPlaces.length || length > longestFreeHeader) return null;
  const component = window.charAt(length - 2);
  const found: Found = {
    delimiters: { element, repetition: repetitionOf(elements[11]!), component, segment: window.charAt(length - 1) },
    controlNumber: elements[13]!,
    length,
    notice: 'the ISA segment is not 106 characters long',
  };
  return mayDelimit(component) && headerGoesOn(window, found) ? found : null;
}

/** A damaged header: element separator and terminator are read off GS and ST behind it. */
function groupForm(window: string): Found | null {
  const group = /GS([^0-9A-Za-z ])(?:(?!\1).)*\1(?:(?!ST\1)[\s\S])*?\1[0-9A-Z]{6,12}([^0-9A-Za-z])\s*ST\1/.exec(window);
  if (!group) return null;
  const element = group[1]!;
  const component = unwrapped(window).characters.charAt(componentPlace);
  return {
    delimiters: {
      element,
      repetition: null,
      component: mayDelimit(component) && component !== element ? component : usualComponent,
      segment: group[2]!,
    },
    controlNumber: '',
    length: group.index,
    notice: 'the ISA segment is damaged; its delimiters were taken from the GS and ST segments behind it',
  };
}

function repetitionOf(character: string): string | null {
  return mayDelimit(character) ? character : null;
}

function headerGoesOn(window: string, { delimiters, length }: Found): boolean {
  const next = window.slice(length).trimStart();
  return ['GS', 'TA1', 'IEA'].some((id) => next.startsWith(id + delimiters.element));
}

/** Between GS08 and ST stands the terminator that is really used; a header that declares another is wrong. */
function withUsedTerminator(window: string, found: Found): Found | null {
  const { delimiters } = found;
  const behindVersion = window.slice(found.length).trimStart().split(delimiters.element)[8] ?? '';
  const between = /^[0-9A-Z]{6,12}([^0-9A-Za-z]{1,5})ST$/.exec(behindVersion)?.[1];
  const used = between?.includes(delimiters.segment) ? undefined : between?.charAt(0);
  if (used === undefined || !headerGoesOn(window, found)) return mayDelimit(delimiters.segment) ? found : null;
  return {
    ...found,
    delimiters: { ...delimiters, segment: used },
    notice: 'the segment terminator behind ISA16 is not the one that the interchange uses',
  };
}
