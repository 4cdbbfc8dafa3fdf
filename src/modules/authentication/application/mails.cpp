// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/mails.hpp"

namespace qc::authentication {
namespace {

constexpr std::chrono::hours notice_lifetime{24};

/// One text in the three languages of the product.
struct Translated {
    std::string_view english;
    std::string_view spanish;
    std::string_view russian;

    [[nodiscard]] std::string_view in(std::string_view language) const {
        if (language == "es") return spanish;
        if (language == "ru") return russian;
        return english;
    }
};

constexpr Translated registration_text{
    "Welcome to Quest City! Enter this code in the app to prove your address.",
    "¡Te damos la bienvenida a Quest City! Escribe este código en la aplicación para confirmar tu "
    "dirección.",
    "Добро пожаловать в Quest City! Введите этот код в приложении, чтобы подтвердить адрес."
};
constexpr Translated reset_text{
    "Enter this code in the app to set a new password. If you did not ask for it, ignore this "
    "mail.",
    "Escribe este código en la aplicación para elegir una contraseña nueva. Si no lo has pedido, "
    "ignora este correo.",
    "Введите этот код в приложении, чтобы задать новый пароль. Если вы его не запрашивали, не "
    "обращайте внимания на это письмо."
};
constexpr Translated failed_logins_text{
    "Somebody tries to sign in to your Quest City account with wrong passwords. The account is "
    "protected; if your password is weak, change it.",
    "Alguien intenta entrar en tu cuenta de Quest City con contraseñas erróneas. La cuenta está "
    "protegida; si tu contraseña es débil, cámbiala.",
    "Кто-то пытается войти в вашу учётную запись Quest City с неверными паролями. Запись "
    "защищена; если ваш пароль слабый, смените его."
};
constexpr Translated password_changed_text{
    "The password of your Quest City account was changed. If that was not you, reset it now.",
    "La contraseña de tu cuenta de Quest City ha cambiado. Si no has sido tú, restablécela ahora.",
    "Пароль вашей учётной записи Quest City изменён. Если это сделали не вы, сбросьте его сейчас."
};

struct Content {
    std::string kind;
    std::string subject;
    std::string text;
    Instant expires_at;
};

mail::Mail mail_with(Addressee const& to, Content content) {
    mail::Mail mail;
    mail.recipient = to.email;
    mail.language = to.language;
    mail.kind = std::move(content.kind);
    mail.subject = std::move(content.subject);
    mail.html = "<p>" + content.text + "</p>";
    mail.text = std::move(content.text);
    mail.expires_at = content.expires_at;
    return mail;
}

} // namespace

mail::Mail
code_mail(Addressee const& to, CodePurpose purpose, std::string_view code, Instant expires_at) {
    bool const registers = purpose == CodePurpose::registration;
    auto const& explanation = registers ? registration_text : reset_text;
    return mail_with(
        to,
        {registers ? "register_code" : "reset_code",
         registers ? "Email verification for registration" : "Password reset",
         "Your code is " + std::string(code) + "\n\n" + std::string(explanation.in(to.language)),
         expires_at}
    );
}

mail::Mail failed_logins_mail(Addressee const& to, Instant now) {
    return mail_with(
        to,
        {"failed_logins",
         "Failed sign-ins",
         std::string(failed_logins_text.in(to.language)),
         now + notice_lifetime}
    );
}

mail::Mail password_changed_mail(Addressee const& to, Instant now) {
    return mail_with(
        to,
        {"password_changed",
         "Password changed",
         std::string(password_changed_text.in(to.language)),
         now + notice_lifetime}
    );
}

} // namespace qc::authentication
