export { Arrivals, type ArrivalsProps } from "./Arrivals";
export { LockButton } from "./LockButton";
export { LockDialog, type LockDialogProps } from "./LockDialog";
export { type LockLanguage, lockedText } from "./texts";
