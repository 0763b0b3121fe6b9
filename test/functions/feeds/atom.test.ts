import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { atomXml } from '../../../functions/feeds/atom.ts';

const at = '2026-01-05T08:00:00.000Z';
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
});
/** Text as it may stand in a feed: XML has no control characters but a few. */
const words = fc.string({ unit: 'grapheme', minLength: 1 });
const inXml = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '');

test('whatever text comes in, it is XML, and says that very text', () => {
  fc.assert(
    fc.property(words, words, words, fc.boolean(), (title, summary, term, preformatted) => {
      const entry = { id: 'urn:x:1', title, link: '/codes/J0013?on=2026-01-01&x="', at, summary, terms: [term] };
      const feed = { id: 'urn:x', title, self: '/feeds/x?a=1&b=<2>', updated: at };
      const text = atomXml({ ...feed, entries: [preformatted ? { ...entry, preformatted } : entry] });
      const read = parser.parse(text, true).feed;
      expect([read.title, read.entry.title, read.entry.category.term]).toEqual([title, title, term].map(inXml));
      expect(read.link.map(({ href }: { href: string }) => href)).toEqual(['/', feed.self]);
      expect(read.entry.link.href).toBe(entry.link);
      expect(read.entry.summary.type).toBe(preformatted ? 'html' : 'text');
      if (!preformatted) expect(read.entry.summary['#text']).toBe(inXml(summary));
    }),
  );
});

test('a feed whose address is a secret does not tell it', () => {
  expect(atomXml({ id: 'urn:x', title: 'x', self: null, updated: at, entries: [] })).not.toContain('<link');
});
