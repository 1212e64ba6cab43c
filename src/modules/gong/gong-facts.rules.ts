import type { Fact } from '../activities/fact.contract.ts';
import type { GongEnding, GongKind } from './gong.contract.ts';

/** What of an alarm counts: numbers, never who. */
export interface CountedGong {
  readonly areaId: string;
  readonly day: string;
  readonly kind: GongKind;
  readonly isDrill: boolean;
  readonly held: 'late' | 'joined' | null;
  readonly endedWhy: GongEnding | null;
  readonly reached: number;
  readonly answered: number;
  readonly coming: number;
}

/**
 * What an alarm counts for. Called back or never sounded it counts for nothing; a false one only as such; a drill only
 * under the indicators of drills, so that no figure of alarms ever holds one.
 */
export function gongFacts(alarm: CountedGong): Fact[] {
  if (alarm.held !== null || alarm.endedWhy === 'mistake') return [];
  const fact = (indicator: string, value: number): Fact[] =>
    value === 0
      ? []
      : [
          {
            indicator,
            day: alarm.day,
            place: { areaId: alarm.areaId },
            value: String(value),
            slices: { gongKind: alarm.kind },
          },
        ];
  if (alarm.isDrill) {
    return [
      ...fact('gong.drills', 1),
      ...fact('gong.drillReached', alarm.reached),
      ...fact('gong.drillAnswers', alarm.answered),
    ];
  }
  if (alarm.endedWhy === 'falseAlarm') return fact('gong.falseAlarms', 1);
  return [
    ...fact('gong.alarms', 1),
    ...fact('gong.reached', alarm.reached),
    ...fact('gong.answers', alarm.answered),
    ...fact('gong.coming', alarm.coming),
  ];
}
