import { type Route, route } from '../../../platform/server/route.ts';
import { countTips, readPublicTipFigures } from '../tip-figures.contract.ts';
import { countOffice, publicFigures } from './tip-figures.service.ts';

export const tipFiguresRoutes: readonly Route[] = [
  route({ contract: countTips, handle: (context) => countOffice(context, context.input.query) }),
  route({ contract: readPublicTipFigures, handle: publicFigures }),
];
