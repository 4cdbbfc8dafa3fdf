// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/decode.hpp"
#include "quests/domain/reference_name.hpp"
#include "quests/http/wire_enums.hpp"

#include <boost/describe/class.hpp>

/// Bodies and answers of the reference lists.
namespace qc::quests::reference_shapes {

using Name = contract::Text<2, 128>;

struct ItemPath {
    Id<struct ReferenceTag> id;
};
BOOST_DESCRIBE_STRUCT(ItemPath, (), (id))

struct NewPictured {
    Name name;
    std::string image;
};
BOOST_DESCRIBE_STRUCT(NewPictured, (), (name, image))

struct NewNamed {
    Name name;
};
BOOST_DESCRIBE_STRUCT(NewNamed, (), (name))

struct NewActivity {
    Name name;
    contract::Defaulted<ActivityKind, ActivityKind::presence> kind;
};
BOOST_DESCRIBE_STRUCT(NewActivity, (), (name, kind))

struct PicturedChange {
    std::optional<Name> name;
    std::optional<std::string> image;
};
BOOST_DESCRIBE_STRUCT(PicturedChange, (), (name, image))

struct NamedChange {
    std::optional<Name> name;
};
BOOST_DESCRIBE_STRUCT(NamedChange, (), (name))

struct ActivityChange {
    std::optional<Name> name;
    std::optional<ActivityKind> kind;
};
BOOST_DESCRIBE_STRUCT(ActivityChange, (), (name, kind))

struct NamedView {
    std::int32_t id = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedView, (), (id, name))

struct NamedImageView : NamedView {
    std::string image;
};
BOOST_DESCRIBE_STRUCT(NamedImageView, (NamedView), (image))

struct ActivityView : NamedView {
    ActivityKind kind = ActivityKind::presence;
};
BOOST_DESCRIBE_STRUCT(ActivityView, (NamedView), (kind))

/// Name of a body, whether it must be there or not.
inline std::string const* name_in(Name const& name) {
    return &name.value;
}

inline std::string const* name_in(std::optional<Name> const& name) {
    return name ? &name->value : nullptr;
}

} // namespace qc::quests::reference_shapes

namespace qc::contract {

template <class Body>
    requires requires(Body const& body) { quests::reference_shapes::name_in(body.name); }
struct Rules<Body> {
    static void check(Body const& body, Input const& input) {
        auto const* const name = quests::reference_shapes::name_in(body.name);
        if (name != nullptr && !quests::is_reference_name(*name)) {
            input.refuse_member("name", "Name field must contains letters.");
        }
    }
};

} // namespace qc::contract
