// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/records.hpp"

namespace qc::contract {

/// Specialise for rules between fields: `static void check(T const&, Input const&)` reports with
/// Input::refuse_member. Runs only when every field on its own is right.
template <class T>
struct Rules {};

/// Specialise to give a struct another name in the OpenAPI document than its own.
template <class T>
inline constexpr std::string_view schema_name{};

/// One property of an object schema.
struct PropertySchema {
    std::string_view name;
    bool required;
    boost::json::object schema;
};

/// How Components knows a struct.
struct SchemaIdentity {
    /// The same for the same type only, also among structs of anonymous namespaces.
    void const* type;
    /// As the compiler spells it.
    std::string_view full_name;
    /// Replaces the name that follows from `full_name`.
    std::string_view chosen_name;
};

using PropertiesOf = std::vector<PropertySchema> (*)(SchemaScope scope);

/// A reference to the named schema of the struct, which is made when it is not known yet.
boost::json::object named_schema(SchemaScope scope, SchemaIdentity identity, PropertiesOf make);

template <class T>
inline constexpr char type_tag = 0;

template <class T>
constexpr std::string_view spelled_type() {
    return __PRETTY_FUNCTION__;
}

template <class T>
constexpr SchemaIdentity identity_of() {
    return {&type_tag<T>, spelled_type<T>(), schema_name<T>};
}

template <class Value>
bool required_in(Flavour flavour) {
    if (flavour == Flavour::input) return !MayBeAbsent<Value>;
    return !LeftOutWhenEmpty<Value>;
}

template <class T>
std::vector<PropertySchema> properties_of(SchemaScope scope) {
    std::vector<PropertySchema> out;
    mp11::mp_for_each<mp11::mp_transform<mp11::mp_identity, Members<T>>>([&]<class Wrapped>(Wrapped
                                                                         ) {
        using Member = typename Wrapped::type;
        using Value = typename Member::Value;
        out.push_back(
            {MemberName<Member>::wire, required_in<Value>(scope.flavour), codec_schema<Value>(scope)
            }
        );
    });
    return out;
}

template <class T, class Member>
void encode_member(std::string& out, T const& record) {
    using Value = typename Member::Value;
    Value const& value = record.*Member::pointer;
    if constexpr (LeftOutWhenEmpty<Value>) {
        if (Codec<Value>::is_left_out(value)) return;
    }
    write_key(out, MemberName<Member>::quoted);
    Codec<Value>::encode(out, value);
}

template <class T>
void encode_record(std::string& out, T const& record) {
    out += '{';
    [&]<class... Member>(mp11::mp_list<Member...>) {
        (encode_member<T, Member>(out, record), ...);
    }(Members<T>{});
    out += '}';
}

/// Structs described with BOOST_DESCRIBE_STRUCT.
template <DescribedRecord T>
struct Codec<T> {
    static std::optional<T> decode(Input const& input) {
        auto record = decode_record<T>(input);
        if constexpr (requires { Rules<T>::check(*record, input); }) {
            if (!record) return std::nullopt;
            auto const before = input.problems.count();
            Rules<T>::check(*record, input);
            if (input.problems.count() != before) return std::nullopt;
        }
        return record;
    }

    static void encode(std::string& out, T const& record) { encode_record(out, record); }

    static boost::json::object schema(SchemaScope scope) {
        return named_schema(scope, identity_of<T>(), &properties_of<T>);
    }
};

} // namespace qc::contract
