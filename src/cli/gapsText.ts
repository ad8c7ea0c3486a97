import type { Gap, GapReport } from '../model/gap.ts';
import { count, oneLine } from './distilledText.ts';

/** The gaps for a person at a terminal. */
export function gapsText({ gaps, coverage }: GapReport): string {
  const share =
    coverage.observed === 0 ? 'nothing left to explain' : `${coverage.explained} of ${coverage.observed} explained`;
  return [`${count(gaps.length, 'gap')}. Coverage ${coverage.percent} % (${share}).`, ...gaps.flatMap(gapText)].join(
    '\n',
  );
}

function gapText(gap: Gap): string[] {
  const [first] = gap.evidence;
  const where = first
    ? `  seen in ${first.recording}, event ${first.from}${first.to === first.from ? '' : `–${first.to}`}`
    : undefined;
  const more = gap.evidence.length > 1 ? ` and ${count(gap.evidence.length - 1, 'more place')}` : '';
  return [
    '',
    `${gap.severity.toUpperCase()}  ${gap.code}  ${oneLine(gap.subject)}`,
    `  ${oneLine(gap.question)}`,
    `  ${oneLine(gap.why)}`,
    ...(where === undefined ? [] : [`${where}${more}`]),
    ...(gap.askWhom === undefined ? [] : [`  ask ${gap.askWhom}`]),
  ];
}
