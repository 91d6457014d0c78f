import { Icon } from "@bellhop/ui";

interface Size {
  size?: number;
}

export const InboxIcon = ({ size = 22 }: Size) => (
  <Icon size={size}>
    <path d="M4 13.5 6.5 5h11L20 13.5V19H4Z" />
    <path d="M4 13.5h4.5l1.5 2.5h4l1.5-2.5H20" />
  </Icon>
);

export const TalkIcon = ({ size = 22 }: Size) => (
  <Icon size={size}>
    <path d="M4 5h11v8H8.5L4 16.5Z" />
    <path d="M18 9h2v10l-3.5-2.5H10V16" />
  </Icon>
);

export const QuickIcon = ({ size = 22 }: Size) => (
  <Icon size={size}>
    <path d="M13 3 5 13.5h6L10 21l8.5-11H12.5Z" />
  </Icon>
);

export const AgentIcon = ({ size = 22 }: Size) => (
  <Icon size={size}>
    <path d="M4.5 14v-2a7.5 7.5 0 0 1 15 0v2" />
    <path d="M4.5 13.5H8v5H6a1.5 1.5 0 0 1-1.5-1.5ZM19.5 13.5H16v5h2a1.5 1.5 0 0 0 1.5-1.5Z" />
    <path d="M18.5 18.5c-.8 1.6-2.4 2.3-5 2.3" />
  </Icon>
);

export const KeyIcon = ({ size = 22 }: Size) => (
  <Icon size={size}>
    <circle cx="8" cy="15.5" r="4" />
    <path d="m11 12.5 8.5-8.5M16 7.5l3 3M13.5 10l1.8 1.8" />
  </Icon>
);

export const SearchIcon = ({ size = 18 }: Size) => (
  <Icon size={size}>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" />
  </Icon>
);

export const BackIcon = ({ size = 20 }: Size) => (
  <Icon size={size}>
    <path d="M14.5 5 8 12l6.5 7" />
  </Icon>
);

export const DoneIcon = ({ size = 18 }: Size) => (
  <Icon size={size}>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.3 2.8 2.8L16 9.5" />
  </Icon>
);

export const ReopenIcon = ({ size = 18 }: Size) => (
  <Icon size={size}>
    <path d="M4.5 9.5A8 8 0 1 1 4 13" />
    <path d="M4.5 4.5v5h5" />
  </Icon>
);

export const SnoozeIcon = ({ size = 18 }: Size) => (
  <Icon size={size}>
    <circle cx="12" cy="13" r="7.5" />
    <path d="M12 9v4l2.5 2M4 5.5 6.5 3M20 5.5 17.5 3" />
  </Icon>
);

export const AssignIcon = ({ size = 18 }: Size) => (
  <Icon size={size}>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20a6.5 6.5 0 0 1 11-4.7" />
    <path d="M14.5 18.5H21M18 15.5l3 3-3 3" />
  </Icon>
);

export const DetailsIcon = ({ size = 20 }: Size) => (
  <Icon size={size}>
    <rect x="3.5" y="5" width="17" height="14" rx="2.5" />
    <path d="M14.5 5v14" />
  </Icon>
);

export const LockIcon = ({ size = 14 }: Size) => (
  <Icon size={size}>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
    <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
  </Icon>
);

export const NoteIcon = ({ size = 16 }: Size) => (
  <Icon size={size}>
    <path d="M5 4h14v10.5L13.5 20H5Z" />
    <path d="M19 14.5h-5.5V20M8.5 8.5h7M8.5 12h4" />
  </Icon>
);

export const ReplyIcon = ({ size = 16 }: Size) => (
  <Icon size={size}>
    <path d="M10 6 4 11.5 10 17" />
    <path d="M4 11.5h9a7 7 0 0 1 7 7" />
  </Icon>
);

export const MoreIcon = ({ size = 18 }: Size) => (
  <Icon size={size}>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" />
  </Icon>
);

export const ReadIcon = ({ size = 16 }: Size) => (
  <Icon size={size}>
    <path d="m2.5 12.5 4.5 4.5L16.5 7.5" />
    <path d="m11.5 16.5.5.5 9.5-9.5" />
  </Icon>
);

export const StarIcon = ({ size = 16, full = true }: Size & { full?: boolean }) => (
  <Icon size={size}>
    <path
      d="m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z"
      fill={full ? "currentColor" : "none"}
    />
  </Icon>
);

export const AttachIcon = ({ size = 20 }: Size) => (
  <Icon size={size}>
    <path d="m19.5 11.5-7.8 7.8a4.6 4.6 0 0 1-6.5-6.5L13.5 4.500a3 3 0 0 1 4.3 4.300l-8.2 8.200a1.5 1.5 0 0 1-2.1-2.100l7.3-7.3" />
  </Icon>
);

export const FileIcon = ({ size = 20 }: Size) => (
  <Icon size={size}>
    <path d="M6 3.500h8l4.5 4.500v12.500H6Z" />
    <path d="M14 3.500V8h4.5" />
  </Icon>
);

export const EyeIcon = ({ size = 16 }: Size) => (
  <Icon size={size}>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
    <circle cx="12" cy="12" r="2.8" />
  </Icon>
);

export const HelpIcon = ({ size = 20 }: Size) => (
  <Icon size={size}>
    <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
    <path d="M6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8" />
  </Icon>
);
