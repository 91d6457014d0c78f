package io.bellhop.feature.desk;

import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;

/** Who works at the desk, and how much they take. */
final class AgentMethods {
  private static final String WORD = "[A-Za-z0-9._-]{1,64}";

  private final Ledger ledger;
  private final Desk desk;
  private final AgentStore store;
  private final Absences absences;

  AgentMethods(Ledger ledger, Desk desk, AgentStore store, Absences absences) {
    this.ledger = ledger;
    this.desk = desk;
    this.store = store;
    this.absences = absences;
  }

  record Available(boolean available) {}

  record Agents(List<Agent> agents) {}

  record Team(String id, String name) {}

  record Teams(List<Team> teams) {}

  /** What a manager decides about an agent. */
  record Change(
      @Text(max = 128) String person,
      @Range(min = 0, max = 1_000) int capacity,
      @Size(max = 50) List<@Text(max = 64, pattern = WORD) String> teams,
      @Size(max = 50) List<@Text(max = 64, pattern = WORD) String> skills) {}

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("desk.me", None.class, Agent.class)
            .summary("Shows the caller as an agent.")
            .by(Role.COLLEAGUES)
            .does((call, none) ->
                store
                    .find(call.site(), id(call))
                    .orElseGet(() -> desk.fresh(call.site(), Person.of(call.principal())))),
        Method.named("desk.available", Available.class, Agent.class)
            .summary(
                "Says whether the caller takes new conversations; ends by itself once they are gone.")
            .by(Role.COLLEAGUES)
            .changes()
            .does(this::available),
        Method.named("desk.agents", None.class, Agents.class)
            .summary("Lists the agents with their loads.")
            .by(Role.TEAM)
            .does((call, none) -> new Agents(store.list(call.site()))),
        Method.named("desk.agent", Change.class, Agent.class)
            .summary("Changes an agent's capacity, teams and skills.")
            .by(Role.OWNERS)
            .changes()
            .does(this::change),
        Method.named("desk.teams", None.class, Teams.class)
            .summary("Lists the site's teams.")
            .by(Role.TEAM)
            .does(this::teams));
  }

  private Agent available(Call call, Available params) {
    return ledger.write(
        call.once(Agent.class),
        tx -> {
          Person caller = Person.of(call.principal());
          desk.enlisted(tx, call.site(), caller);
          store.setAvailable(tx, call.site(), caller, params.available());
          if (params.available()) {
            absences.watch(tx, call.site(), caller.id());
          } else {
            absences.forget(tx, call.site(), caller.id());
          }
          return changed(tx, call.site(), id(call));
        });
  }

  private Agent change(Call call, Change params) {
    DeskSettings settings = desk.settings(call.site());
    if (!params.teams().stream().allMatch(settings::hasTeam)) {
      throw BellhopException.invalid("teams", "the site has no such team");
    }
    return ledger.write(
        call.once(Agent.class),
        tx -> {
          if (store.find(tx, call.site(), params.person()).isEmpty()) {
            throw new BellhopException(ErrorCode.NOT_FOUND, "no such agent");
          }
          store.change(
              tx, call.site(), params.person(), params.capacity(), params.teams(), params.skills());
          return changed(tx, call.site(), params.person());
        });
  }

  /** Who came free takes from the backlog at once. */
  private Agent changed(Tx tx, String site, String person) {
    desk.assignWaiting(tx, site);
    Agent agent = store.find(tx, site, person).orElseThrow();
    desk.tell(tx, site, agent);
    return agent;
  }

  private Teams teams(Call call, None none) {
    return new Teams(
        desk.settings(call.site()).teams().stream()
            .map(team -> new Team(team.id(), team.name()))
            .toList());
  }

  private static String id(Call call) {
    return call.principal().id();
  }
}
