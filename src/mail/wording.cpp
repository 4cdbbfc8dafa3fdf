// SPDX-License-Identifier: Apache-2.0
#include "mail/wording.hpp"

#include "mail/templates.hpp"

#include <array>

namespace qc::mail {
namespace {

constexpr Wording registration{
    register_code,
    "Email verification for registration",
    true,
    {"Your code is {}", "Welcome to Quest City! Enter the code in the app to prove your address."},
    {"Tu código es {}",
     "¡Te damos la bienvenida a Quest City! Escribe el código en la aplicación para confirmar tu "
     "dirección."},
    {"Ваш код: {}",
     "Добро пожаловать в Quest City! Введите код в приложении, чтобы подтвердить адрес."}
};

constexpr Wording new_address{
    change_email_code,
    "Email verification for change email.",
    true,
    {"Your code is {}",
     "Enter the code in the app to use this address for your Quest City account. If you did not "
     "ask for it, ignore this mail."},
    {"Tu código es {}",
     "Escribe el código en la aplicación para usar esta dirección en tu cuenta de Quest City. Si "
     "no lo has pedido, ignora este correo."},
    {"Ваш код: {}",
     "Введите код в приложении, чтобы привязать этот адрес к учётной записи Quest City. Если вы "
     "его не запрашивали, не обращайте внимания на это письмо."}
};

constexpr Wording reset{
    reset_code,
    "Password reset",
    true,
    {"Your code is {}",
     "Enter the code in the app to set a new password. If you did not ask for it, ignore this "
     "mail."},
    {"Tu código es {}",
     "Escribe el código en la aplicación para elegir una contraseña nueva. Si no lo has pedido, "
     "ignora este correo."},
    {"Ваш код: {}",
     "Введите код в приложении, чтобы задать новый пароль. Если вы его не запрашивали, не "
     "обращайте внимания на это письмо."}
};

constexpr Wording invited{
    invitation,
    "You were invited to QuestCity",
    false,
    {"You were invited to Quest City, the game of city walks: {}.",
     "Install the app and sign in or register with this address."},
    {"Te han invitado a Quest City, el juego de paseos por la ciudad: {}.",
     "Instala la aplicación y entra o regístrate con esta dirección."},
    {"Вас пригласили в Quest City, игру с прогулками по городу: {}.",
     "Установите приложение и войдите или зарегистрируйтесь с этим адресом."}
};

constexpr Wording made{
    account_made,
    "You were invited to QuestCity",
    false,
    {"An account in Quest City, the game of city walks, was made for you. Your login is {}.",
     "Install the app and sign in. If you do not know the password, choose one there with the help "
     "of this address."},
    {"Se ha creado una cuenta para ti en Quest City, el juego de paseos por la ciudad. Tu nombre "
     "de "
     "usuario es {}.",
     "Instala la aplicación y entra. Si no conoces la contraseña, elige una allí con ayuda de esta "
     "dirección."},
    {"Для вас создана учётная запись в Quest City, игре с прогулками по городу. Ваш логин: {}.",
     "Установите приложение и войдите. Если вы не знаете пароля, задайте новый с помощью этого "
     "адреса."}
};

constexpr Wording unlocked{
    account_unlocked,
    "Your account was unlocked",
    false,
    {"Your Quest City account was unlocked.", "You can sign in again."},
    {"Tu cuenta de Quest City está desbloqueada.", "Ya puedes volver a entrar."},
    {"Ваша учётная запись Quest City разблокирована.", "Вы снова можете войти."}
};

constexpr Wording password{
    password_changed,
    "Your password was changed",
    false,
    {"The password of your Quest City account was changed, and all other devices were signed out.",
     "If that was not you, reset the password now."},
    {"La contraseña de tu cuenta de Quest City ha cambiado y se han cerrado las demás sesiones.",
     "Si no has sido tú, restablece la contraseña ahora."},
    {"Пароль вашей учётной записи Quest City изменён, остальные устройства отключены.",
     "Если это сделали не вы, сбросьте пароль прямо сейчас."}
};

constexpr Wording address{
    email_changed,
    "Your email was changed",
    false,
    {"The address of your Quest City account is now {}.",
     "If that was not you, write to the support."},
    {"La dirección de tu cuenta de Quest City es ahora {}.",
     "Si no has sido tú, escribe al servicio de ayuda."},
    {"Адрес вашей учётной записи Quest City теперь {}.",
     "Если это сделали не вы, напишите в поддержку."}
};

constexpr Wording guessing{
    failed_logins,
    "Failed sign-ins",
    false,
    {"Somebody keeps trying to sign in to your Quest City account with wrong passwords.",
     "The account is protected; if your password is weak, change it."},
    {"Alguien intenta una y otra vez entrar en tu cuenta de Quest City con contraseñas erróneas.",
     "La cuenta está protegida; si tu contraseña es débil, cámbiala."},
    {"Кто-то раз за разом пытается войти в вашу учётную запись Quest City с неверными паролями.",
     "Запись защищена; если ваш пароль слабый, смените его."}
};

constexpr std::array all{
    registration, new_address, reset, invited, made, unlocked, password, address, guessing
};

} // namespace

std::span<Wording const> wordings() {
    return all;
}

} // namespace qc::mail
