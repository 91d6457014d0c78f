import { createClient } from "@bellhop/client";
import { type Credentials, FirstRoom, Frame } from "@bellhop/ui";
import { useState } from "react";
import { tokenOf } from "./guest";
import { useDemoTexts } from "./texts";

/** The page of a guest who has entered. */
export function Lobby({ guest, onLeave }: { guest: Credentials; onLeave(): void }) {
  const demo = useDemoTexts();
  const [client] = useState(() => createClient({ url: "/", site: guest.site, token: () => tokenOf(guest) }));
  return (
    <Frame client={client} brand={demo.hotel} leave={demo.leave} onLeave={onLeave}>
      <FirstRoom opening={demo.opening} none={demo.noRooms} />
    </Frame>
  );
}
