import { expect, test } from 'vitest';
import { startHeading } from '../report.rules.ts';
import { noTexts } from '../report-content.contract.ts';
import { contentOf, draftOf, isSameDraft } from './report-draft.ts';

const content = {
  heading: startHeading('Xã Hiệp Hòa', { vi: 'Năm 2026', en: 'Year 2026' }, undefined),
  texts: { ...noTexts, texts: { strengths: 'Một.\nHai.' } },
};

test('what is saved comes through its form unchanged', () => {
  expect(contentOf(draftOf(content, 'today'))).toEqual(content);
});

test('lists are lines: empty ones and spaces at the ends do not count', () => {
  const draft = draftOf(content, 'today');
  const heading = { ...draft.heading, recipients: '\n  Công an xã \n\nLưu: VT\n' };
  expect(contentOf({ ...draft, heading }).heading.recipients).toEqual(['Công an xã', 'Lưu: VT']);
});

test('an emptied text is no text, another letter, day or way of counting is a change', () => {
  const draft = draftOf(content, 'today');
  const emptied = { ...draft, texts: { ...draft.texts, texts: { ...draft.texts.texts, plan: ' ' } } };
  expect(isSameDraft(draft, emptied)).toBe(true);
  const written = { ...draft, texts: { ...draft.texts, texts: { strengths: 'Một.\nHai' } } };
  expect(isSameDraft(draft, written)).toBe(false);
  expect(isSameDraft(draft, { ...draft, lens: 'then' })).toBe(false);
  expect(isSameDraft(draft, { ...draft, heading: { ...draft.heading, issuedDate: '2026-06-17' } })).toBe(
    false,
  );
});
