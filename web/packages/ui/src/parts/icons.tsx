import type { ReactNode } from "react";
import styles from "./icons.module.css";

export function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      className={styles.icon}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const BellIcon = ({ size = 24 }: { size?: number }) => (
  <Icon size={size}>
    <path d="M4 17h16" />
    <path d="M5.5 17a6.5 6.5 0 0 1 13 0" />
    <path d="M12 10.5V8" />
    <path d="M10.5 7.5h3" />
    <path d="M3 20h18" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon size={14}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3 2" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon size={14}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const WarningIcon = ({ size = 16 }: { size?: number }) => (
  <Icon size={size}>
    <path d="M12 4 2.8 20h18.4Z" />
    <path d="M12 10v4.5" />
    <path d="M12 17.4v.1" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M4 12 20 4l-5 16-3.5-6.5Z" />
    <path d="m11.5 13.5 4-4" />
  </Icon>
);

export const ArrowDownIcon = () => (
  <Icon size={16}>
    <path d="M12 5v14" />
    <path d="m6 13 6 6 6-6" />
  </Icon>
);

export const PeopleIcon = () => (
  <Icon>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20a6.5 6.5 0 0 1 13 0" />
    <path d="M16 4.8a3.5 3.5 0 0 1 0 6.4" />
    <path d="M18 14a6.5 6.5 0 0 1 3.5 6" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const LeaveIcon = () => (
  <Icon>
    <path d="M14 4H6v16h8" />
    <path d="M10 12h11" />
    <path d="m17.5 8.5 3.5 3.5-3.5 3.5" />
  </Icon>
);

export const OfflineIcon = () => (
  <Icon>
    <path d="M3 3l18 18" />
    <path d="M8.5 15.5a5 5 0 0 1 5.6-1" />
    <path d="M5 12a10 10 0 0 1 4.5-2.6M14.5 9.3A10 10 0 0 1 19 12" />
    <path d="M12 19.4v.1" />
  </Icon>
);

/** Four bars, of which `level` are lit. */
export const BarsIcon = ({ level }: { level: 0 | 1 | 2 | 3 | 4 }) => (
  <svg className={styles.icon} viewBox="0 0 20 20" width={18} height={18} aria-hidden="true">
    {[1, 2, 3, 4].map((bar) => (
      <rect
        key={bar}
        x={bar * 4.6 - 3}
        y={16 - bar * 3.4}
        width="3"
        height={bar * 3.4}
        rx="1"
        fill="currentColor"
        opacity={bar <= level ? 1 : 0.25}
      />
    ))}
  </svg>
);
