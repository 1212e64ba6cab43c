import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { contributions } from './contributions.rules.ts';
import { checkEntry } from './entry.rules.ts';
import type { EntryValues } from './field.contract.ts';

const place = { areaId: '00000000-0000-7000-8000-000000000001' };
const context = { today: '2026-03-10', isKnownPlace: () => true, commune: place };

/** What an entry counts for, as `indicator: value`; throws where the entry is wrong. */
function worth(form: string, given: EntryValues): Record<string, string> {
  const definition = referenceData().getForm(form);
  const checked = checkEntry(definition, { day: '2026-03-07', place, ...given }, context);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const facts = contributions(definition, checked.values);
  return Object.fromEntries(facts.map(({ indicator, value }) => [indicator, value]));
}

const faultsOf = (form: string, given: EntryValues): string[] => {
  const checked = checkEntry(referenceData().getForm(form), { day: '2026-03-07', place, ...given }, context);
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
};

describe('the books of the hamlet', () => {
  it('a meeting counts as a meeting, with the attendances of women among all', () => {
    const given = { meetingKind: 'hamlet', attendance: { female: 31, male: 24 } };
    expect(worth('meeting', given)).toEqual({
      'meeting.sessions': '1',
      'meeting.attendance': '55',
      'meeting.attendanceFemale': '31',
    });
  });

  it('an incident met on patrol is told in the book and counts once: in the patrol', () => {
    const patrol = worth('patrol', { patrollers: 4, incidents: 1 });
    const told = worth('incident', { harm: 'theft', source: 'patrol', outcome: 'settled' });
    const alone = worth('incident', { harm: 'fire', source: 'alarm', outcome: 'settled' });
    const all = [patrol, told, alone].map(
      (one) => Number(one['patrol.incidents'] ?? 0) + Number(one['incident.beyondPatrol'] ?? 0),
    );
    expect(all).toEqual([1, 0, 1]);
    expect(told['incident.recorded']).toBe('1');
  });

  it('an incident that was handed over says to whom, and only then', () => {
    expect(faultsOf('incident', { harm: 'drugs', source: 'told', outcome: 'handedOver' })).toEqual([
      'handedTo required',
    ]);
    const given = { harm: 'drugs', source: 'told', outcome: 'settled', handedTo: 'communePolice' };
    expect(faultsOf('incident', given)).toEqual(['handedTo notShown']);
  });

  it('knows the kinds of harm that may be reported, and no others', () => {
    const { harms } = JSON.parse(
      readFileSync(new URL('../../../data/tips/harms.json', import.meta.url), 'utf8'),
    ) as { harms: { code: string; name: { vi: string } }[] };
    const field = referenceData()
      .getForm('incident')
      .fields.find(({ code }) => code === 'harm');
    const choices = field?.type === 'choice' ? field.choices : [];
    expect(choices.map(({ code, label }) => [code, label.vi])).toEqual(
      harms.map(({ code, name }) => [code, name.vi]),
    );
  });

  it.each(['incident', 'inspection', 'visit'])('%s keeps no column that it does not know', (code) => {
    expect(referenceData().getForm(code).notesField).toBeUndefined();
  });

  it('a check with faults asks what they were, and counts as mended when they are', () => {
    const found = { subject: 'fireSafety', places: 12, result: 'reminded', findings: 'Bình quá hạn' };
    expect(faultsOf('inspection', { ...found, findings: '' })).toEqual(['findings required']);
    expect(faultsOf('inspection', { ...found, fixBy: '2026-03-01' })).toEqual(['fixBy endsBeforeStart']);
    const open = worth('inspection', { ...found, fixBy: '2026-04-01' });
    const mended = worth('inspection', { ...found, fixedOn: '2026-03-09' });
    expect(open).toEqual({
      'inspection.sessions': '1',
      'inspection.places': '12',
      'inspection.withFaults': '1',
    });
    expect(mended['inspection.mended']).toBe('1');
    expect(worth('inspection', { subject: 'lodging', places: 3, result: 'inOrder' })).toEqual({
      'inspection.sessions': '1',
      'inspection.places': '3',
    });
  });

  it('visits to households and to organisations are never one number', () => {
    const families = worth('visit', { visited: 'households', count: 7, purpose: 'pledge' });
    const offices = worth('visit', { visited: 'organisations', count: 2, purpose: 'support' });
    expect(families).toEqual({ 'visit.sessions': '1', 'visit.households': '7' });
    expect(offices).toEqual({ 'visit.sessions': '1', 'visit.organisations': '2' });
  });
});
