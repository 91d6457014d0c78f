import type { ReactNode } from "react";

function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ChatIcon = () => (
  <Icon size={26}>
    <path d="M4 5.5h16v11H11l-4.5 3.5v-3.5H4Z" />
    <path d="M8 9.5h8M8 12.7h5" />
  </Icon>
);

export const DownIcon = ({ size = 24 }: { size?: number }) => (
  <Icon size={size}>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="m14.5 5.5-6.5 6.5 6.5 6.5" />
  </Icon>
);

export const CloseIcon = ({ size = 20 }: { size?: number }) => (
  <Icon size={size}>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5.5" />
    <path d="m6 11 6-6 6 6" />
  </Icon>
);

export const AttachIcon = () => (
  <Icon>
    <path d="m19.5 11.5-7.6 7.6a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.2-7.2" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M6 3.5h8l4.5 4.5v12.5H6Z" />
    <path d="M14 3.5V8h4.5" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon size={14}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l2.8 1.8" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon size={14}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const DoubleCheckIcon = () => (
  <Icon size={16}>
    <path d="m2 12.5 4.5 4.5L15 8" />
    <path d="m11.5 16 1 1L22 7.5" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon size={14}>
    <path d="M12 4 2.8 20h18.4Z" />
    <path d="M12 10v4.5M12 17.4v.1" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon size={18}>
    <path d="M5 12h.01M12 12h.01M19 12h.01" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon size={18}>
    <path d="m9 5.5 6.5 6.5L9 18.5" />
  </Icon>
);

export const LockIcon = () => (
  <Icon size={16}>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </Icon>
);

export const StarIcon = () => (
  <svg className="icon" viewBox="0 0 24 24" width={28} height={28} aria-hidden="true">
    <path d="m12 3 2.7 5.8 6.3.8-4.6 4.4 1.2 6.3-5.6-3.1-5.6 3.1 1.2-6.3L3 9.6l6.3-.8Z" />
  </svg>
);

export const MailIcon = () => (
  <Icon>
    <path d="M3.5 6h17v12.5h-17Z" />
    <path d="m4 7 8 6 8-6" />
  </Icon>
);
