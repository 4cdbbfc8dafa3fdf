// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"

#include <boost/describe/bases.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

namespace qc::contract {

namespace mp11 = boost::mp11;

template <class T>
concept DescribedRecord = std::is_class_v<T> && boost::describe::has_describe_members<T>::value &&
                          boost::describe::has_describe_bases<T>::value;

/// One member of a described struct; `Owner` is the struct or base that declares it.
template <class Owner, class Descriptor>
struct MemberOf {
    using Record = Owner;
    using Value = std::remove_cvref_t<decltype(std::declval<Owner&>().*Descriptor::pointer)>;
    static constexpr std::string_view name = Descriptor::name;
    static constexpr auto pointer = Descriptor::pointer;
};

template <class T>
using BasesOf = boost::describe::describe_bases<T, boost::describe::mod_public>;

/// All members, those of bases first: the order of aggregate initialisation.
template <class T>
struct MembersOf {
    template <class Descriptor>
    using Own = MemberOf<T, Descriptor>;
    template <class Base>
    using OfBase = typename MembersOf<typename Base::type>::type;

    using own = mp11::mp_transform<
        Own,
        mp11::mp_rename<
            boost::describe::describe_members<T, boost::describe::mod_public>,
            mp11::mp_list>>;
    using of_bases = mp11::mp_apply<
        mp11::mp_append,
        mp11::mp_push_front<
            mp11::mp_transform<OfBase, mp11::mp_rename<BasesOf<T>, mp11::mp_list>>,
            mp11::mp_list<>>>;
    using type = mp11::mp_append<of_bases, own>;
};

template <class T>
using Members = typename MembersOf<T>::type;

template <class Member>
using SlotOf = std::optional<typename Member::Value>;

/// Decoded members wait here, because value objects have no empty state.
template <class T>
using Slots = mp11::mp_rename<mp11::mp_transform<SlotOf, Members<T>>, std::tuple>;

/// One member as the decoder of objects sees it, with types erased to keep templates small.
struct Field {
    std::string_view wire;
    std::string_view snake;
    std::string_view member;
    std::span<InputAlias const> aliases;
    bool (*decode)(Input const& input, void* slots);
    /// Null when the key must be there.
    void (*absent)(void* slots);
};

/// Fills the slots of all fields; false after reporting every problem.
bool decode_object(Input const& input, std::span<Field const> fields, void* slots);

template <class T, std::size_t I>
bool decode_slot(Input const& input, void* slots) {
    using Value = typename mp11::mp_at_c<Members<T>, I>::Value;
    auto decoded = Codec<Value>::decode(input);
    bool const good = decoded.has_value();
    if (good) std::get<I>(*static_cast<Slots<T>*>(slots)).emplace(*std::move(decoded));
    return good;
}

template <class T, std::size_t I>
void leave_slot_absent(void* slots) {
    using Value = typename mp11::mp_at_c<Members<T>, I>::Value;
    std::get<I>(*static_cast<Slots<T>*>(slots)).emplace(Codec<Value>::absent());
}

template <class T, std::size_t I>
constexpr Field field() {
    using Member = mp11::mp_at_c<Members<T>, I>;
    Field out{
        MemberName<Member>::wire,
        snake_name(Member::name),
        Member::name,
        InputAliases<typename Member::Record>::value,
        &decode_slot<T, I>,
        nullptr
    };
    if constexpr (MayBeAbsent<typename Member::Value>) out.absent = &leave_slot_absent<T, I>;
    return out;
}

template <class T, std::size_t First, class AllSlots>
T build_from(AllSlots& slots) {
    constexpr auto bases = mp11::mp_size<BasesOf<T>>::value;
    constexpr auto inherited = mp11::mp_size<typename MembersOf<T>::of_bases>::value;
    constexpr auto own = mp11::mp_size<typename MembersOf<T>::own>::value;
    static_assert(bases <= 1, "a described struct has at most one described base");
    return [&]<std::size_t... Base,
               std::size_t... Own>(std::index_sequence<Base...>, std::index_sequence<Own...>) {
        return T{
            build_from<typename mp11::mp_at_c<BasesOf<T>, Base>::type, First>(slots)...,
            std::move(*std::get<First + inherited + Own>(slots))...
        };
    }(std::make_index_sequence<bases>{}, std::make_index_sequence<own>{});
}

template <class T>
std::optional<T> decode_record(Input const& input) {
    static_assert(std::is_aggregate_v<T>, "wire structs are aggregates");
    static constexpr auto fields = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<Field, sizeof...(I)>{field<T, I>()...};
    }(std::make_index_sequence<mp11::mp_size<Members<T>>::value>{});
    Slots<T> slots;
    if (!decode_object(input, fields, &slots)) return std::nullopt;
    return build_from<T, 0>(slots);
}

} // namespace qc::contract
