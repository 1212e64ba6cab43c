import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isStock, sourcesOf } from '../modules/figures/indicator.rules.ts';
import { ReferenceDataError, readReferenceData, referenceData, SHIPPED_DATA } from './reference-data.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Reads a copy of the shipped data in which one text of one file is replaced. */
function withChange(file: string, from: string, to: string): () => unknown {
  const folder = mkdtempSync(join(tmpdir(), 'tieng-mo-data-'));
  folders.push(folder);
  for (const kind of ['forms', 'indicators', 'periods']) {
    cpSync(join(SHIPPED_DATA, kind), join(folder, kind), { recursive: true });
  }
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
  return () => readReferenceData(folder);
}

describe('the shipped reference data', () => {
  it('has the registers and everything they and the published figures count', () => {
    const { forms, indicators, periods, getIndicator } = referenceData();
    expect(forms.map((form) => form.code).toSorted()).toEqual([
      'incident',
      'inspection',
      'mediation',
      'meeting',
      'modelSite',
      'outreach',
      'patrol',
      'tip',
      'training',
      'visit',
    ]);
    const codes = indicators.map((indicator) => indicator.code);
    expect(codes).toEqual(
      expect.arrayContaining([
        'patrol.nightSessions',
        'model.kinds',
        'tip.valuableRate',
        'commune.securityCriterionMet',
      ]),
    );
    expect(codes.indexOf('outreach.sessions')).toBeLessThan(codes.indexOf('mediation.received'));
    expect(periods.map((scheme) => scheme.code)).toContain('ADMIN_0915');
    expect(sourcesOf(getIndicator('mediation.successRate'))).toEqual([
      'mediation.agreed',
      'mediation.notAgreed',
    ]);
    expect(sourcesOf(getIndicator('model.kinds'))).toEqual(['model.sites']);
    expect(sourcesOf(getIndicator('incident.handled'))).toEqual([]);
    expect(isStock(getIndicator('model.members'))).toBe(true);
    expect(() => getIndicator('patrol.nothing')).toThrow(RangeError);
  });

  it('reads once', () => {
    expect(referenceData()).toBe(referenceData());
  });

  it.each([
    [
      'forms/patrol.json',
      '"maxLength": 200',
      '"maxLength": "dài"',
      'forms/patrol.json: fields.5.maxLength: ',
    ],
    [
      'forms/patrol.json',
      '"code": "patrol"',
      '"code": "patrols"',
      'forms/patrol.json: code: the file must be called',
    ],
    [
      'forms/patrol.json',
      'patrol.sessions',
      'patrol.session',
      'forms/patrol.json: contributions.0: no indicator',
    ],
    [
      'forms/patrol.json',
      'patrol.sessions',
      'incident.handled',
      'contributions.0: incident.handled takes reported figures only',
    ],
    [
      'forms/tip.json',
      '"channel", "outcome"]',
      '"channel", "valuable"]',
      'tip.received has no dimension valuable',
    ],
    [
      'forms/patrol.json',
      'Tuyến, khu vực',
      'Số căn cước',
      'forms/patrol.json: fields.5: Hệ thống không ghi số',
    ],
    [
      'indicators/area.json',
      'Nhân khẩu',
      'Số người theo dân tộc',
      'indicators/area.json: indicators.2.name: Hệ thống',
    ],
    [
      'indicators/hotspot.json',
      '"reportedOnly": true',
      '"reportedOnly": false',
      'hotspot.convertedSecurity: no form contributes to it',
    ],
    ['indicators/tip.json', '["tip.received"]', '["model.sites"]', 'model.sites is not a sum or a count'],
    [
      'periods/ADMIN_0915.json',
      '02-14',
      '02-31',
      'periods/ADMIN_0915.json: kinds.month.windows.1.to: must be MM-DD',
    ],
    ['periods/CUSTOM.json', '{', '', 'periods/CUSTOM.json: (root): '],
  ])('names the file and field that is wrong: %s, %s → %s', (file, from, to, message) => {
    const read = withChange(file, from, to);
    expect(read).toThrow(ReferenceDataError);
    expect(read).toThrow(message);
  });
});
