import { useState } from 'react';
import type { AreaHit } from '../../../areas/areas.contract.ts';

/** Everything that the wizard asks for. */
export interface SetupDraft {
  readonly area: AreaHit | null;
  readonly agencyName: string;
  readonly parentAgencyName: string;
  readonly placeName: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  /** The administrator works with the books as well: also gets the working role of the place. */
  readonly worksToo: boolean;
}

const key = 'tiengmo.setup';
const empty: SetupDraft = {
  area: null,
  agencyName: '',
  parentAgencyName: '',
  placeName: '',
  username: '',
  displayName: '',
  password: '',
  worksToo: true,
};

/** The draft, kept in this tab over a reload; the password alone is not. */
export function useSetupDraft(): [SetupDraft, (patch: Partial<SetupDraft>) => void, () => void] {
  const [draft, setDraft] = useState<SetupDraft>(read);
  function change(patch: Partial<SetupDraft>): void {
    setDraft((before) => {
      const next = { ...before, ...patch };
      write(next);
      return next;
    });
  }
  return [draft, change, forget];
}

function read(): SetupDraft {
  try {
    const kept = window.sessionStorage.getItem(key);
    // Written by this very page, in this tab.
    return kept ? { ...empty, ...(JSON.parse(kept) as Partial<SetupDraft>) } : empty;
  } catch {
    return empty;
  }
}

function write(draft: SetupDraft): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify({ ...draft, password: undefined }));
  } catch {
    // Storage denied: the draft lives as long as the page.
  }
}

function forget(): void {
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
