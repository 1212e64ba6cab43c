import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { ApiProblem } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { PasswordInput } from '../PasswordInput.tsx';
import { accountText } from './account.text.ts';

type Action = (password: string | undefined) => Promise<void>;

/**
 * Runs what may need the password again: first without it; where the server asks for it, a dialog does, and the action
 * runs once more with what was typed. `dialog` has to stand somewhere on the page.
 */
export function usePasswordAgain(onError: (error: unknown) => void): {
  run: (action: Action) => Promise<void>;
  dialog: ReactNode;
} {
  const text = useText(accountText);
  const language = useUiLanguage();
  const waiting = useRef<Action | undefined>(undefined);
  const [state, setState] = useState({ open: false, password: '', wrong: '', busy: false });

  async function run(action: Action): Promise<void> {
    try {
      await action(undefined);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'passwordNeeded') return onError(error);
      waiting.current = action;
      setState({ open: true, password: '', wrong: '', busy: false });
    }
  }
  function close(): void {
    setState({ open: false, password: '', wrong: '', busy: false });
  }
  async function goOn(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (state.busy) return;
    if (state.password === '') return setState({ ...state, wrong: text.oldNeeded });
    setState({ ...state, busy: true, wrong: '' });
    try {
      await waiting.current?.(state.password);
      close();
    } catch (error) {
      setState({ ...state, busy: false, wrong: problemText(error, language) });
    }
  }
  const dialog = (
    <Dialog open={state.open} onClose={close} title={text.again}>
      <form onSubmit={(event) => void goOn(event)} noValidate>
        <FormStack>
          <p>{text.againLead}</p>
          <PasswordInput
            label={text.oldPassword}
            error={state.wrong || undefined}
            autoComplete="current-password"
            value={state.password}
            onChange={(password) => setState({ ...state, password })}
          />
          <div>
            <Button kind="primary" type="submit" busy={state.busy}>
              {text.goOn}
            </Button>
          </div>
        </FormStack>
      </form>
    </Dialog>
  );
  return { run, dialog };
}
