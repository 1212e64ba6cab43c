import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { type Submit, useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { Username } from '../../account.contract.ts';
import { passwordMin } from '../../password.rules.ts';
import { setUp } from '../../setup.contract.ts';
import { type SetupDraft, useSetupDraft } from './draft.ts';
import { Steps } from './Steps.tsx';
import { setupText } from './setup.text.ts';
import { AdministratorStep, AgencyStep, PlaceStep } from './WizardSteps.tsx';

/** Place, agency, administrator; then straight to the desk. Each step checks its own fields before the next opens. */
export function Wizard(props: { token: string; step: number; onStep: (step: number) => void }): ReactNode {
  const text = useText(setupText);
  const [draft, change, forget] = useSetupDraft();
  const client = useQueryClient();
  const router = useRouter();
  const step = draft.area === null ? 1 : props.step;
  const names = [text.place, text.agency, text.administrator];
  usePageTitle(`${text.title}: ${names[step - 1]}`);
  const form = useSubmit({
    fields: fields(text),
    send: () => call(setUp, { body: bodyOf(props.token, draft) }),
    done: async () => {
      forget();
      client.clear();
      await router.navigate({ to: '/' });
    },
  });
  useStepFocus(step);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const wrong = faults(step, draft, text);
    const isGood = Object.values(wrong).every((fault) => fault === undefined);
    if (step === 3 || !isGood) return void form.submit(wrong);
    form.clear();
    props.onStep(step + 1);
  }

  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} />
      <Steps names={names} at={step} />
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          <h2 id="setup-step" tabIndex={-1}>
            {text.step(step, 3)}: {names[step - 1]}
          </h2>
          <ErrorSummary errors={form.summary} />
          <StepFields step={step} draft={draft} change={change} form={form} />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={form.busy}>
              {step === 3 ? text.finish : text.next}
            </Button>
            {step > 1 && (
              <Button
                onClick={() => {
                  form.clear();
                  props.onStep(step - 1);
                }}
              >
                {text.back}
              </Button>
            )}
          </ButtonRow>
        </FormStack>
      </form>
    </Page>
  );
}

function StepFields(props: {
  step: number;
  draft: SetupDraft;
  change: (patch: Partial<SetupDraft>) => void;
  form: Submit;
}): ReactNode {
  if (props.step === 1) return <PlaceStep {...props} />;
  if (props.step === 2) return <AgencyStep {...props} />;
  return <AdministratorStep {...props} />;
}

/** The heading of a step gets the focus when the step changes, so that it is read out and Tab goes on from there. */
function useStepFocus(step: number): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) document.getElementById('setup-step')?.focus();
    before.current = step;
  }, [step]);
}

type Words = (typeof setupText)['vi'];

function fields(text: Words) {
  return {
    areaId: { id: 'setup-area', bad: text.areaMissing },
    agencyName: { id: 'setup-agency', bad: text.tooLong },
    parentAgencyName: { id: 'setup-parent', bad: text.tooLong },
    placeName: { id: 'setup-place', bad: text.tooLong },
    'administrator.username': { id: 'setup-username', bad: text.usernameBad },
    'administrator.displayName': { id: 'setup-name', bad: text.tooLong },
    'administrator.password': { id: 'setup-password', bad: text.passwordBad },
  };
}

/** What is wrong with the fields of a step, by path. */
function faults(step: number, draft: SetupDraft, text: Words): Record<string, string | undefined> {
  const filled = (value: string, label: string): string | undefined =>
    value.trim() === '' ? text.needed(label) : value.trim().length > 100 ? text.tooLong : undefined;
  if (step === 1) return { areaId: draft.area === null ? text.areaMissing : undefined };
  if (step === 2) {
    return {
      agencyName: filled(draft.agencyName, text.agencyName),
      parentAgencyName: filled(draft.parentAgencyName, text.parentAgency),
      placeName: filled(draft.placeName, text.placeName),
    };
  }
  return {
    'administrator.username': Username.safeParse(draft.username).success ? undefined : text.usernameBad,
    'administrator.displayName': filled(draft.displayName, text.displayName),
    'administrator.password': [...draft.password].length < passwordMin ? text.passwordBad : undefined,
  };
}

function bodyOf(token: string, draft: SetupDraft) {
  const { area, agencyName, parentAgencyName, placeName, username, displayName, password, worksToo } = draft;
  return {
    token,
    areaId: area?.id ?? '',
    agencyName,
    parentAgencyName,
    placeName,
    administrator: { username, displayName, password, worksToo },
  };
}
