import { v7 as uuidv7 } from 'uuid';
import { addDays } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldText } from '../../../platform/text.ts';
import { foldName, hamletKey } from '../../areas/area-names.rules.ts';
import type { OrganizationKind } from '../../areas/organizations.contract.ts';
import {
  matchPlace,
  organizationKey,
  type PlaceHamlet,
  type PlaceIndex,
  type PlaceOrganization,
} from '../../areas/place-match.rules.ts';
import { getAreaDetail } from '../../areas/server/areas.service.ts';
import { loadPlaceIndex } from '../../areas/server/places.service.ts';
import { type ClosedBook, closedBooks } from '../../tips/server/tip-book.service.ts';
import { choiceAliasKey } from '../form-rows.rules.ts';
import { organizationKindOf } from '../place-words.rules.ts';
import type { FoundPlace, NewPlace, RowWorld, Span } from '../staged-row.rules.ts';
import type { Aliases, ImportRecord, PlaceAlias } from './imports.repo.ts';
import { findNewPlaces } from './new-places.repo.ts';

/** Texts of places that are remembered; a book names far fewer. */
const REMEMBERED = 20_000;

/** What the check of one import knows: the places of its commune, those that it brings, and what people said. */
export class ImportWorld {
  readonly today: string;
  readonly communeId: string;
  readonly aliases: Aliases;
  readonly #communeSpan: Span;
  readonly #hamlets: Map<string, PlaceHamlet[]>;
  readonly #organizations: Map<string, PlaceOrganization>;
  readonly #suggestions: { folded: string; name: string }[];
  readonly #index: PlaceIndex;
  readonly #closedBooks: ReadonlyMap<string, ClosedBook>;
  readonly #spans = new Map<string, Span>();
  readonly #fresh: NewPlace[] = [];
  readonly #answers = new Map<string, FoundPlace>();

  constructor(given: {
    today: string;
    communeId: string;
    communeSpan: Span;
    index: PlaceIndex;
    places: readonly { id: string; kind: NewPlace['kind']; name: string }[];
    aliases: Aliases;
    closedBooks: ReadonlyMap<string, ClosedBook>;
  }) {
    this.today = given.today;
    this.communeId = given.communeId;
    this.aliases = given.aliases;
    this.#closedBooks = given.closedBooks;
    this.#communeSpan = given.communeSpan;
    this.#hamlets = new Map([...given.index.hamlets].map(([key, list]) => [key, [...list]]));
    this.#organizations = new Map(given.index.organizations);
    this.#suggestions = [...given.index.suggestions];
    this.#index = {
      ...given.index,
      hamlets: this.#hamlets,
      organizations: this.#organizations,
      suggestions: this.#suggestions,
    };
    for (const hamlet of [...this.#hamlets.values()].flat())
      this.#spans.set(hamlet.areaId, this.#spanOfHamlet(hamlet));
    for (const place of given.places) this.#put(place);
  }

  /** What the readers of rows ask; `form` tells apart what people said about choices. */
  forForm(form: string): RowWorld {
    return {
      today: this.today,
      communeId: this.communeId,
      findPlace: (text, day) => this.findPlace(text, day),
      spanOf: (areaId) => this.#spans.get(areaId) ?? this.#communeSpan,
      choiceAlias: (field, text) => this.aliases.choices[choiceAliasKey(form, field, text)],
      closed: this.#closedBooks.get(form),
    };
  }

  /** The hamlet of that name; one that nobody knows yet is noted as to be made. */
  hamletOf(name: string, origin: NewPlace['origin']): string {
    const known = matchPlace(this.#index, name, this.today).match;
    const isHamlet =
      known !== undefined && known.organizationId === undefined && known.areaId !== this.communeId;
    return isHamlet ? known.areaId : this.#add({ kind: 'hamlet', organizationKind: null, name, origin });
  }

  organizationOf(name: string, kind: OrganizationKind, origin: NewPlace['origin']): PlaceAlias {
    const known = this.#organizations.get(organizationKey(name));
    if (known) return { areaId: known.areaId, organizationId: known.organizationId };
    const organizationId = this.#add({ kind: 'organization', organizationKind: kind, name, origin });
    return { areaId: this.communeId, organizationId };
  }

  findPlace(text: string, day: string): FoundPlace {
    const isAmbiguous = (this.#hamlets.get(hamletKey(text))?.length ?? 0) > 1;
    const key = isAmbiguous ? `${day} ${text}` : text;
    const before = this.#answers.get(key);
    if (before) return before;
    const answer = this.#lookUp(text, day);
    if (this.#answers.size < REMEMBERED) this.#answers.set(key, answer);
    return answer;
  }

  /** Whether an area or organisation is one of this commune's, so that a text may be said to mean it. */
  holds(place: PlaceAlias): boolean {
    const { areaId, organizationId } = place;
    if (organizationId !== undefined) {
      return [...this.#organizations.values()].some(
        (one) => one.organizationId === organizationId && one.areaId === areaId,
      );
    }
    return areaId === this.communeId || this.#spans.has(areaId);
  }

  /** Places noted since it was last asked. */
  takeFresh(): NewPlace[] {
    return this.#fresh.splice(0);
  }

  /** The last day on which something can be counted here. */
  get lastDay(): string {
    const { closedOn } = this.#communeSpan;
    return closedOn !== null && closedOn <= this.today ? addDays(closedOn, -1) : this.today;
  }

  #lookUp(text: string, day: string): FoundPlace {
    const said = this.aliases.places[foldText(text)];
    if (said) return { kind: 'known', ...said };
    const { match, near } = matchPlace(this.#index, text, day);
    if (match) return { kind: 'known', ...match };
    const kind = organizationKindOf(text);
    return kind === undefined
      ? { kind: 'unknown', near }
      : { kind: 'known', ...this.organizationOf(text, kind, 'words') };
  }

  #add(place: Omit<NewPlace, 'id' | 'nameKey'>): string {
    const name = place.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const nameKey = place.kind === 'hamlet' ? hamletKey(name) : organizationKey(name);
    const made: NewPlace = { ...place, id: uuidv7(), name, nameKey };
    this.#fresh.push(made);
    this.#put(made);
    // A place that its own words tell answers to no other text.
    if (place.origin !== 'words') this.#answers.clear();
    return made.id;
  }

  #put(place: { id: string; kind: NewPlace['kind']; name: string }): void {
    const { communeId: areaId } = this;
    if (place.kind === 'organization') {
      this.#organizations.set(organizationKey(place.name), {
        organizationId: place.id,
        areaId,
        name: place.name,
      });
    } else {
      const key = hamletKey(place.name);
      const hamlet = {
        areaId: place.id,
        fullName: place.name,
        openedOn: this.#communeSpan.openedOn,
        closedOn: null,
      };
      this.#hamlets.set(key, [...(this.#hamlets.get(key) ?? []), hamlet]);
      this.#spans.set(place.id, this.#spanOfHamlet(hamlet));
    }
    this.#suggestions.push({ folded: foldName(place.name), name: place.name });
  }

  /** The books of a commune end with it, although its hamlets go on under another one. */
  #spanOfHamlet(hamlet: PlaceHamlet): Span {
    const { closedOn, after, before } = this.#communeSpan;
    const ends = [hamlet.closedOn, closedOn].filter((day): day is string => day !== null).toSorted();
    return { openedOn: hamlet.openedOn, closedOn: ends[0] ?? null, before, after };
  }
}

/** Reads what the check of an import has to know. Throws Problem `notFound` where its area is gone. */
export async function loadWorld(context: Context, record: ImportRecord): Promise<ImportWorld> {
  const area = await getAreaDetail(context, record.area_id);
  const nameOf = (link: { area: { fullName: string; path: string } }): string =>
    link.area.path === '' ? link.area.fullName : `${link.area.fullName} (${link.area.path})`;
  return new ImportWorld({
    today: context.today,
    communeId: record.area_id,
    communeSpan: {
      openedOn: area.openedOn,
      closedOn: area.closedOn,
      before: area.predecessors.map(nameOf).slice(0, 5),
      after: area.successors.map(nameOf).slice(0, 5),
    },
    index: await loadPlaceIndex(context, record.area_id),
    places: await findNewPlaces(context.tx, record),
    aliases: record.aliases,
    closedBooks: await closedBooks(context, record.area_id),
  });
}

/** The place that an alias of a mend means; throws Problem `invalidInput` where it is not one of this commune's. */
export function checkedAlias(world: ImportWorld, place: PlaceAlias, path: string): PlaceAlias {
  if (!world.holds(place)) {
    throw new Problem('invalidInput', { fields: [{ path, code: 'unknownArea', found: place.areaId }] });
  }
  return place.organizationId === undefined ? { areaId: place.areaId } : place;
}
