import { useTheme } from '@mui/material';
import type { KeyboardEvent, ReactNode } from 'react';
import { toDate } from '../../components/text/age.ts';
import { shortHash } from '../../components/text/short-hash.tsx';
import { VERDICT_COLOURS } from '../../components/verdict/verdict-colours.ts';
import type { PinMark } from './pin-marks.ts';

interface PinMarkShapeProps {
  readonly mark: PinMark;
  readonly y: number;
  readonly isActive: boolean;
  readonly onShow: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The words of a mark, for screen readers and the line below the plot. */
export function pinMarkLabel({ interval, isCurrent, isThisImage }: PinMark): string {
  const time = isCurrent ? `since ${toDate(interval.from)}` : `from ${toDate(interval.from)} to ${toDate(interval.until ?? '')}`;
  return `Pin ${shortHash(interval.commit)}, ${time}${isCurrent ? ', the current pin' : ''}${isThisImage ? ', this image' : ''}`;
}

/** One pin: a dot, a diamond for the current one, and a ring around that of this image. */
export function PinMarkShape({ mark, y, isActive, onShow, onKeyDown }: PinMarkShapeProps): ReactNode {
  const { palette } = useTheme();
  const colours = VERDICT_COLOURS[palette.mode];
  const { x, isCurrent, isThisImage } = mark;
  return (
    <g role="img" aria-label={pinMarkLabel(mark)} tabIndex={isActive ? 0 : -1} onFocus={onShow} onMouseEnter={onShow} onClick={onShow} onKeyDown={onKeyDown} className="pin-mark">
      <rect x={x - 7} y={y - 20} width={14} height={40} fill="transparent" />
      {isCurrent
        ? <path d={`M${x} ${y - 7}l7 7-7 7-7-7z`} fill={colours.verified.foreground} />
        : <circle cx={x} cy={y} r={4} fill={palette.text.secondary} />}
      {isThisImage && <circle cx={x} cy={y} r={11} fill="none" stroke={isCurrent ? colours.verified.foreground : colours.outdated.foreground} strokeWidth={2.5} />}
      <rect className="pin-focus" x={x - 13} y={y - 15} width={26} height={30} rx={5} fill="none" stroke={palette.primary.main} strokeWidth={2} />
    </g>
  );
}
