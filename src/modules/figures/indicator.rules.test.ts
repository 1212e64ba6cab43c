import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { changeOf, formatFigure, isAdditive, ratioOf } from './indicator.rules.ts';

const { getIndicator } = referenceData();

describe('figures as people read them', () => {
  it('are written the Vietnamese way, rates as per cent', () => {
    expect(formatFigure(getIndicator('patrol.attendance'), 8361, 'vi')).toBe('8.361');
    expect(formatFigure(getIndicator('patrol.attendance'), 8361, 'en')).toBe('8,361');
    expect(formatFigure(getIndicator('mediation.successRate'), ratioOf(44, 54), 'vi')).toBe('81,5%');
    expect(formatFigure(getIndicator('mediation.successRate'), ratioOf(0, 0), 'vi')).toBe('–');
  });

  it('are added up only where the sum means something', () => {
    expect(isAdditive(getIndicator('patrol.sessions'), 'windows')).toBe(true);
    expect(isAdditive(getIndicator('model.sites'), 'areas')).toBe(true);
    expect(isAdditive(getIndicator('model.sites'), 'windows')).toBe(false);
    expect(isAdditive(getIndicator('model.kinds'), 'areas')).toBe(false);
    expect(isAdditive(getIndicator('tip.valuableRate'), 'areas')).toBe(false);
  });

  it('are compared with what there was, and with nothing where there was nothing', () => {
    expect(changeOf(120, 100)).toEqual({ difference: 20, relative: 0.2 });
    expect(changeOf(5, 0)).toEqual({ difference: 5, relative: null });
    expect(changeOf(null, 4)).toEqual({ difference: null, relative: null });
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1 }), (now, before) => {
        const { difference, relative } = changeOf(now, before);
        expect(before + (difference ?? 0)).toBe(now);
        expect(before * (1 + (relative ?? 0))).toBeCloseTo(now, 0);
      }),
    );
  });
});
