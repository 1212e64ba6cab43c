import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActivityAction, ActivityCapability, type ActivityStatus } from './activity-state.contract.ts';
import { isCounted, NEW_DRAFT, possibleActions, transition } from './activity-state.rules.ts';

const recorder = new Set<ActivityCapability>(['record']);
const officer = new Set<ActivityCapability>(['record', 'review', 'void']);

function step(
  status: ActivityStatus,
  action: ActivityAction,
  capabilities: Set<ActivityCapability>,
  reason?: string,
): ActivityStatus {
  const result = transition(status, action, { capabilities, reason });
  if (!result.ok) throw new Error(`${action} in ${status.state}: ${result.code}`);
  return result.status;
}

describe('the life of a record', () => {
  it('goes from the hamlet to the officer, back once, and is verified', () => {
    const submitted = step(NEW_DRAFT, 'submit', recorder);
    const returned = step(submitted, 'return', officer, 'Thiếu giờ bắt đầu');
    expect(returned.state).toBe('returned');
    expect(isCounted(returned.state)).toBe(false);
    const again = step(step(returned, 'edit', recorder), 'submit', recorder);
    const verified = step(again, 'verify', officer);
    expect(isCounted(verified.state, true)).toBe(true);
    expect(isCounted(again.state, true)).toBe(false);
    expect(isCounted(again.state)).toBe(true);
  });

  it('a verified record that is corrected has to be verified again', () => {
    const verified: ActivityStatus = { state: 'verified', stateBeforeVoid: null };
    expect(step(verified, 'edit', officer, 'Sai số người').state).toBe('submitted');
    expect(transition(verified, 'edit', { capabilities: recorder })).toEqual({
      ok: false,
      code: 'notAllowed',
    });
  });

  it('is voided with a reason only, and restored to what it was', () => {
    const verified: ActivityStatus = { state: 'verified', stateBeforeVoid: null };
    const silent = transition(verified, 'void', { capabilities: officer, reason: ' \n' });
    expect(silent).toEqual({ ok: false, code: 'reasonRequired' });
    const voided = step(verified, 'void', officer, 'Nhập hai lần');
    expect(voided).toEqual({ state: 'voided', stateBeforeVoid: 'verified' });
    expect(isCounted(voided.state)).toBe(false);
    expect(transition(voided, 'edit', { capabilities: officer })).toEqual({ ok: false, code: 'wrongState' });
    expect(step(voided, 'restore', officer)).toEqual(verified);
  });

  it('a recorder never verifies, returns, restores or voids what counts, whatever the path', () => {
    const actions = fc.array(fc.constantFrom(...ActivityAction.options), { maxLength: 12 });
    fc.assert(
      fc.property(actions, (path) => {
        let status = NEW_DRAFT;
        for (const action of path) {
          const result = transition(status, action, { capabilities: recorder, reason: 'lý do' });
          if (result.ok) status = result.status;
        }
        expect(['draft', 'submitted', 'voided']).toContain(status.state);
        expect(status.stateBeforeVoid === null).toBe(status.state !== 'voided');
        expect(status.stateBeforeVoid === 'submitted').toBe(false);
      }),
    );
  });

  it('offers exactly the actions that then succeed', () => {
    const status = fc.constantFrom<ActivityStatus>(
      { state: 'draft', stateBeforeVoid: null },
      { state: 'submitted', stateBeforeVoid: null },
      { state: 'returned', stateBeforeVoid: null },
      { state: 'verified', stateBeforeVoid: null },
      { state: 'voided', stateBeforeVoid: 'submitted' },
    );
    const capabilities = fc.subarray([...ActivityCapability.options]).map((list) => new Set(list));
    fc.assert(
      fc.property(status, capabilities, (current, held) => {
        const offered = possibleActions(current, held).map(({ action }) => action);
        for (const action of ActivityAction.options) {
          expect(transition(current, action, { capabilities: held, reason: 'lý do' }).ok).toBe(
            offered.includes(action),
          );
        }
      }),
    );
  });
});
