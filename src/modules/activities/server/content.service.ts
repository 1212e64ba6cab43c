import type { RecordWorth } from '../../figures/server/facts.service.ts';
import type { ActivityStatus } from '../activity-state.contract.ts';
import { isCounted } from '../activity-state.rules.ts';
import { searchText } from '../activity-text.rules.ts';
import { contributions } from '../contributions.rules.ts';
import type { EntryValues } from '../field.contract.ts';
import type { Form } from '../form.contract.ts';
import type { ActivityContent } from './activity-write.repo.ts';
import type { FoundPlace } from './place.repo.ts';

/** What a record with these checked values becomes at that place. */
export function contentOf(
  id: string,
  form: Form,
  values: EntryValues,
  place: FoundPlace,
  status: ActivityStatus & { reason: string },
  notes: Readonly<Record<string, string>> = {},
): ActivityContent {
  const names = [place.area_name, place.organization_name ?? ''];
  return {
    id,
    provinceId: place.province_id,
    form: form.code,
    formVersion: form.version,
    areaId: place.area_id,
    organizationId: place.organization_id,
    day: String(values[form.dayField]),
    values,
    state: status.state,
    stateBeforeVoid: status.stateBeforeVoid,
    reason: status.reason,
    search: searchText(form, values, names, notes),
  };
}

/** What a record is worth in figures: nothing unless its state counts. */
export function worthOf(
  form: Form,
  content: Pick<ActivityContent, 'id' | 'provinceId' | 'values' | 'state'>,
): RecordWorth {
  return {
    recordId: content.id,
    source: 'activity',
    provinceId: content.provinceId,
    verified: content.state === 'verified',
    facts: isCounted(content.state) ? contributions(form, content.values) : [],
  };
}
