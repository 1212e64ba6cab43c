import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { OutputOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { looseKey } from '../../../ui/form/values.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { useOwnPlaces } from '../../pledges/web/places.ts';
import {
  giveTargets,
  readTargetChoices,
  readTargets,
  type TargetBoard,
  type TargetDirection,
  TargetMeasure,
} from '../targets.contract.ts';
import { AmountTable } from './AmountTable.tsx';
import { amountsOf, boardOf, linesOf, rebased, timesOf } from './amounts.ts';
import css from './targets.module.css';
import { targetsText } from './targets.text.ts';

const View = z.object({
  noi: z.uuid().optional(),
  nam: z.coerce.number().int().min(2010).max(2100).optional(),
  dem: z.string().max(80).optional(),
  theo: TargetMeasure.optional(),
  ky: z.string().max(40).optional(),
});
type Choices = OutputOf<typeof readTargetChoices>;
type Indicator = Choices['indicators'][number];

const targetsOf = (areaId: string, year: number) =>
  queryOptions({
    queryKey: ['targets', areaId, year],
    queryFn: ({ signal }) => call(readTargets, { query: { areaId, year }, signal }),
  });

/** Giving the units of a place a target: what is counted, and a number for each. */
export function GiveTargetsPage(): ReactNode {
  const text = useText(targetsText);
  usePageTitle(text.giveTitle);
  const [view] = usePageSearch(View);
  const places = useOwnPlaces('targets.write');
  const place = places.find((one) => one.id === view.noi) ?? places[0];
  const areaId = place?.id ?? '';
  const year = view.nam ?? new Date().getFullYear();
  const choices = useQuery({
    queryKey: ['targets', 'choices', areaId],
    queryFn: ({ signal }) => call(readTargetChoices, { query: { areaId }, signal }),
    enabled: areaId !== '',
  });
  const before = useQuery({ ...targetsOf(areaId, year), enabled: areaId !== '' });
  const crumbs = [{ label: text.title, href: `/chi-tieu?noi=${areaId}&nam=${year}` }];
  if (!place)
    return (
      <Page narrow>
        <PageHeader title={text.giveTitle} crumbs={crumbs} />
        <EmptyState title={text.mayNot}>{text.mayNotWords}</EmptyState>
      </Page>
    );
  return (
    <Page narrow>
      <PageHeader title={text.giveTitle} lead={text.giveLead(place.name)} crumbs={crumbs} />
      {(!choices.data || !before.data) && (
        <LoadState
          error={choices.error ?? before.error}
          onAgain={() => void Promise.all([choices.refetch(), before.refetch()])}
        />
      )}
      {choices.data && before.data && choices.data.units.length === 0 && (
        <EmptyState title={text.noUnits} action={<ButtonLink href="/dia-ban">{text.toPlaces}</ButtonLink>}>
          {text.noUnitsWords}
        </EmptyState>
      )}
      {choices.data && before.data && choices.data.units.length > 0 && (
        <Form areaId={areaId} year={year} choices={choices.data} first={before.data.given} view={view} />
      )}
    </Page>
  );
}

function Form(props: {
  areaId: string;
  year: number;
  choices: Choices;
  /** The targets of the year with which the page opens. */
  first: readonly TargetBoard[];
  view: z.output<typeof View>;
}): ReactNode {
  const text = useText(targetsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { areaId, choices, first, view } = props;
  const asked = choices.indicators.find((one) => one.code === view.dem);
  const [indicator, setIndicator] = useState<Indicator | null>(asked ?? null);
  const [measure, setMeasure] = useState<TargetMeasure>(view.theo ?? asked?.measures[0] ?? 'sum');
  const [scheme, setScheme] = useState(view.ky ?? 'ADMIN_0915');
  const [year, setYear] = useState(props.year);
  /** What is changed: as it was when it was shown, whatever is read in the background since. */
  const [before, setBefore] = useState(() => boardOf(first, asked?.code, scheme));
  const [direction, setDirection] = useState<TargetDirection>(
    before?.direction ?? asked?.direction ?? 'atLeast',
  );
  /** Units whose target somebody else changed while this page was open. */
  const [clashes, setClashes] = useState<ReadonlySet<string>>(new Set());
  const [same, setSame] = useState<number | null>(null);
  const [amounts, setAmounts] = useState<ReadonlyMap<string, number>>(() => amountsOf(before));
  const isPercent = indicator?.display === 'percent';
  const form = useSubmit({
    fields: {
      indicator: { id: 'target-indicator', bad: text.needIndicator },
      targets: { id: 'target-amounts' },
    },
    send: async () => {
      const body = { areaId, indicator: indicator?.code ?? '', year, scheme, measure, direction };
      const isSameKind = before?.measure === measure && before.direction === direction;
      const typed = { amounts, times: timesOf(indicator?.display) };
      try {
        return await call(giveTargets, {
          body: { ...body, targets: linesOf(choices.units, typed, before, isSameKind) },
        });
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'conflict') {
          const { given } = await client.fetchQuery({ ...targetsOf(areaId, year), staleTime: 0 });
          const now = boardOf(given, indicator?.code, scheme);
          setAmounts(rebased(amounts, before, now));
          if (now && measure === before?.measure) setMeasure(now.measure);
          if (now && direction === before?.direction) setDirection(now.direction);
          setBefore(now);
          setClashes(new Set(error.body.changed as string[]));
        }
        throw error;
      }
    },
    done: async ({ given }) => {
      await client.invalidateQueries({ queryKey: ['targets'] });
      toast({ text: text.saved(formatNumber(given, language)) });
      router.history.push(`/chi-tieu?noi=${areaId}&nam=${year}`);
    },
  });

  function show(known: TargetBoard | undefined): void {
    setBefore(known);
    setClashes(new Set());
    if (!known) return;
    setMeasure(known.measure);
    setDirection(known.direction);
    setAmounts(amountsOf(known));
  }
  function choose(next: Indicator | null): void {
    setIndicator(next);
    setMeasure(next?.measures[0] ?? 'sum');
    setDirection(next?.direction ?? 'atLeast');
    setAmounts(new Map());
    const read = client.getQueryData(targetsOf(areaId, year).queryKey);
    show(boardOf(read?.given ?? first, next?.code, scheme));
  }
  /** What is given in another year already is shown; where nothing is, the numbers that stand here are given there. */
  async function count(next: { year: number; scheme: string }): Promise<void> {
    const { given } = await client.fetchQuery({ ...targetsOf(areaId, next.year), staleTime: 0 });
    setYear(next.year);
    setScheme(next.scheme);
    show(boardOf(given, indicator?.code, next.scheme));
  }
  const failed = (error: unknown): void => toast({ tone: 'error', text: problemText(error, language) });
  const measures: Record<TargetMeasure, string> = {
    sum: text.measureSum,
    growth: text.measureGrowth,
    level: text.measureLevel,
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({
          indicator: indicator === null ? text.needIndicator : undefined,
          targets: amounts.size === 0 && !before ? text.needAmount : undefined,
        });
      }}
    >
      <ErrorSummary errors={form.summary} />
      <Combobox<Indicator>
        id="target-indicator"
        label={text.indicator}
        value={indicator}
        onChange={choose}
        minLetters={0}
        search={(query) => {
          const wanted = looseKey(query);
          return choices.indicators.filter((one) => looseKey(one.name[language]).includes(wanted));
        }}
        itemKey={(one) => one.code}
        itemText={(one) => one.name[language]}
        itemNote={(one) => `${one.group[language]} · ${one.unit[language]}`}
        error={form.errorOf('indicator')}
      />
      {indicator && indicator.measures.length > 1 && (
        <RadioGroup
          label={text.measure}
          value={measure}
          onChange={(value) => setMeasure(value as TargetMeasure)}
          choices={indicator.measures.map((one) => ({ value: one, label: measures[one] }))}
        />
      )}
      <RadioGroup
        label={text.direction}
        value={direction}
        onChange={(value) => setDirection(value as TargetDirection)}
        inline
        choices={[
          { value: 'atLeast', label: text.atLeastLong },
          { value: 'atMost', label: text.atMostLong },
        ]}
      />
      <div className={css.fill}>
        <Select
          label={text.year}
          value={String(year)}
          onChange={(value) => void count({ year: Number(value), scheme }).catch(failed)}
          choices={[-1, 0, 1].map((step) => ({
            value: String(props.year + step),
            label: String(props.year + step),
          }))}
        />
        <Select
          label={text.scheme}
          value={scheme}
          onChange={(value) => void count({ year, scheme: value }).catch(failed)}
          choices={choices.schemes.map((one) => ({ value: one.code, label: one.name[language] }))}
        />
      </div>
      <Section
        title={text.amounts}
        lead={isPercent ? `${text.amountsHelp} ${text.percentHelp}` : text.amountsHelp}
      >
        <div className={css.fill}>
          <NumberInput
            label={text.same}
            optional="unsaid"
            decimals={isPercent ? 1 : 0}
            value={same}
            onChange={setSame}
          />
          <Button
            disabled={same === null}
            onClick={() =>
              same !== null && setAmounts(new Map(choices.units.map((unit) => [unit.areaId, same])))
            }
          >
            {text.fill}
          </Button>
        </div>
        <AmountTable
          id="target-amounts"
          units={choices.units}
          unit={indicator?.unit[language]}
          decimals={isPercent ? 1 : 0}
          amounts={amounts}
          onChange={setAmounts}
          clashes={clashes}
          stored={amountsOf(before)}
        />
      </Section>
      <ButtonRow>
        <Button kind="primary" type="submit" busy={form.busy}>
          {text.save}
        </Button>
        <ButtonLink href={`/chi-tieu?noi=${areaId}&nam=${year}`}>{text.cancel}</ButtonLink>
      </ButtonRow>
    </form>
  );
}
