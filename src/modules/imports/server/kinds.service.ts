import type { LocalText } from '../../../platform/text.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { SheetKind } from '../headers.rules.ts';
import { HAMLETS, hamletsKind, REPORTED, registerKind, reportedKind } from '../sheet-kinds.rules.ts';

let made: readonly SheetKind[] | undefined;

/** Every kind of sheet that can be taken in, in the order in which templates show them. */
export function sheetKinds(): readonly SheetKind[] {
  made ??= [hamletsKind, ...referenceData().forms.map(registerKind), reportedKind];
  return made;
}

/** The kind of that code. Throws RangeError. */
export function getSheetKind(code: string): SheetKind {
  const kind = sheetKinds().find((one) => one.code === code);
  if (!kind) throw new RangeError(`no kind of sheet ${code}`);
  return kind;
}

/** What people call a kind of sheet. */
export function kindName(code: string): LocalText {
  if (code === HAMLETS) return { vi: 'Địa bàn', en: 'Hamlets' };
  if (code === REPORTED) return { vi: 'Số liệu công bố', en: 'Reported figures' };
  return referenceData().forms.find((form) => form.code === code)?.name ?? { vi: code, en: code };
}
