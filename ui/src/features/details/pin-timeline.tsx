import { Box, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Verification } from '../../../../backend/contract/verification.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { toDate } from '../../components/text/age.ts';
import { useElementSize } from '../../components/virtual-grid/use-element-size.ts';
import { PinMarkDetail } from './pin-mark-detail.tsx';
import { PinMarkShape, pinMarkLabel } from './pin-mark-shape.tsx';
import { placePins } from './pin-marks.ts';
import { PinTable } from './pin-table.tsx';

const HEIGHT = 46;
const LINE_Y = 22;

/** The pin history of the server with this image's place in it. */
export function PinTimeline({ pin, revision }: { readonly pin: Verification['pin']; readonly revision: Verification['revision'] }): ReactNode {
  const [attach, { width }] = useElementSize({ width: 460, height: HEIGHT });
  const own = revision.claim ?? revision.label;
  const plot = placePins({ history: pin.history, revision: own, width });
  const start = Math.max(0, plot.marks.findLastIndex((mark) => mark.isThisImage));
  const [chosen, setChosen] = useState<number | null>(null);
  const active = Math.min(chosen ?? start, plot.marks.length - 1);
  const drawing = useRef<SVGSVGElement | null>(null);
  const move = (event: KeyboardEvent): void => {
    const target = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: plot.marks.length - 1 }[event.key];
    if (target === undefined || plot.marks[target] === undefined) return;
    event.preventDefault();
    drawing.current?.querySelectorAll<SVGGElement>('.pin-mark')[target]?.focus();
  };
  const mark = plot.marks[active];
  const [oldest, newest] = [pin.history[0], pin.history.at(-1)];
  if (mark === undefined || oldest === undefined || newest === undefined) return null;
  return (
    <Box component="section" aria-label="Pin time line">
      <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 600 }}>Pin time line</Typography>
      <Typography variant="body2" color="text.secondary">{summaryOf(plot.marks.length, plot.marks.some((each) => each.isThisImage), own)}</Typography>
      <Box ref={attach} sx={{ overflowX: 'auto', mt: 1, '& .pin-focus': { opacity: 0 }, '& .pin-mark': { outline: 'none', cursor: 'pointer' }, '& .pin-mark:focus-visible .pin-focus': { opacity: 1 } }}>
        <svg ref={drawing} width={plot.width} height={HEIGHT} role="group" aria-label="Pins, oldest first; move with the arrow keys" style={{ display: 'block' }}>
          <line x1={4} x2={plot.width - 4} y1={LINE_Y} y2={LINE_Y} stroke="currentColor" opacity={0.35} strokeWidth={2} />
          {plot.marks.map((each, index) => (
            <PinMarkShape key={`${each.interval.commit}:${each.interval.from}`} mark={each} y={LINE_Y} isActive={index === active} onShow={() => { setChosen(index); }} onKeyDown={move} />
          ))}
        </svg>
      </Box>
      <Box aria-hidden="true" sx={{ display: 'flex', justifyContent: 'space-between', fontSize: 12, color: 'text.secondary' }}>
        <span>{toDate(oldest.from)}</span>{plot.marks.length > 1 && <span>{toDate(newest.from)}</span>}
      </Box>
      <PinMarkDetail mark={mark} label={pinMarkLabel(mark)} own={own} />
      <Disclosure summary="All pins as a table"><PinTable marks={plot.marks} /></Disclosure>
    </Box>
  );
}

function summaryOf(count: number, hasOwn: boolean, own: string | null): string {
  const pins = count === 1 ? 'One pin' : `${count} pins`;
  if (own === null) return `${pins}; this image claims no revision.`;
  return hasOwn ? `${pins}; the ring marks this image’s revision, the diamond the current pin.` : `${pins}; this image’s revision is none of them. The diamond is the current pin.`;
}
