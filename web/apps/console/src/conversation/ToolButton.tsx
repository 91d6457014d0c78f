import { Button, type ButtonProps } from "@bellhop/ui";
import type { ReactNode } from "react";
import styles from "./ToolButton.module.css";

export interface ToolButtonProps extends ButtonProps {
  icon: ReactNode;
  label: string;
}

/** A button whose words are seen where there is room for them. */
export function ToolButton({ icon, label, look = "quiet", ...rest }: ToolButtonProps) {
  return (
    <Button look={look} className={styles.tool ?? ""} title={label} {...rest}>
      {icon}
      <span className={styles.label}>{label}</span>
    </Button>
  );
}
