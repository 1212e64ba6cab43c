/** What the wizard proposes; people change it where it is not so. */
export interface AgencyNames {
  readonly agencyName: string;
  readonly parentAgencyName: string;
  readonly placeName: string;
}

interface Place {
  readonly kind: string;
  readonly fullName: string;
  readonly unitType: string;
  /** Names of the units above, nearest first, without the country. */
  readonly path: string;
}

/**
 * The police of a place and the agency above it, in the writing of official papers (the word of the kind small within a
 * name: "Công an phường Hiệp Hòa"), and the place name of documents.
 */
export function proposeAgency(place: Place): AgencyNames {
  if (place.kind === 'country')
    return { agencyName: 'Bộ Công an', parentAgencyName: 'Chính phủ', placeName: 'Hà Nội' };
  const above = place.path.split(',')[0]?.trim() ?? '';
  return {
    agencyName: policeOf(place.fullName),
    parentAgencyName: place.kind === 'province' || above === '' ? 'Bộ Công an' : policeOf(above),
    placeName: bareName(place),
  };
}

function policeOf(fullName: string): string {
  return `Công an ${fullName.charAt(0).toLocaleLowerCase('vi')}${fullName.slice(1)}`;
}

function bareName({ fullName, unitType }: Place): string {
  const begins =
    unitType !== '' && fullName.toLocaleLowerCase('vi').startsWith(`${unitType.toLocaleLowerCase('vi')} `);
  return begins ? fullName.slice(unitType.length + 1) : fullName;
}
