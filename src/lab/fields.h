#pragma once
// Where each field of the state may travel: the one table. A field without a row does not compile.

#include <string_view>
#include <tuple>

#include "lab/state.h"

namespace unseen::lab {

/// Link: into a permalink, and settable from outside. History: undo brings it back. Storage: may be kept on
/// this machine. Export: goes into an exported result.
enum Travels : unsigned { Nowhere = 0, Link = 1, History = 2, Storage = 4, Export = 8 };

template <auto Member, unsigned Ways>
struct Field {
  std::string_view name;
  static constexpr auto member = Member;
  static constexpr unsigned ways = Ways;
};

inline constexpr std::tuple fields{
    Field<&State::revision, Nowhere>{"revision"},
    Field<&State::image, Export>{"image"},
    Field<&State::model, Link | History | Storage | Export>{"model"},
    Field<&State::window, Link | History | Storage | Export>{"window"},
    Field<&State::chain, Link | History | Storage | Export>{"chain"},
    Field<&State::seed, Link | History | Storage | Export>{"seed"},
    Field<&State::view, Link | History | Storage>{"view"},
    Field<&State::phantom, Link | Storage>{"phantom"},
    Field<&State::look, Link | Storage>{"look"},
    Field<&State::result, Export>{"result"},
    Field<&State::untouched, Export>{"untouched"},
    Field<&State::trail, Nowhere>{"trail"},
    Field<&State::hand, Nowhere>{"hand"},
    Field<&State::brush, Nowhere>{"brush"},
    Field<&State::histogram, Nowhere>{"histogram"},
    Field<&State::show_anyway, Export>{"showAnyway"},
    Field<&State::cards, Nowhere>{"cards"},
    Field<&State::progress, Nowhere>{"progress"},
    Field<&State::notice, Nowhere>{"notice"},
    Field<&State::pointer, Nowhere>{"pointer"},
};

/// Calls `visit(field)` for each row in order.
template <class Visit>
constexpr void for_each_field(Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, fields);
}

/// Copies every field that travels by any of `ways`.
inline void copy_fields(const State& from, State& to, unsigned ways) {
  for_each_field([&](const auto& field) {
    if (field.ways & ways) to.*field.member = from.*field.member;
  });
}

/// The members of State, named one by one: a new member breaks this line, and a name without a row the next.
inline auto members(const State& state) {
  const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = state;
  return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
}
static_assert(std::tuple_size_v<decltype(members(State{}))> == std::tuple_size_v<decltype(fields)>,
              "every field of State needs a row in `fields`");

}  // namespace unseen::lab
