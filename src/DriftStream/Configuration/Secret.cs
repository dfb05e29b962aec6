using System.ComponentModel;
using System.Globalization;

namespace DriftStream.Configuration;

/// <summary>A configured secret; what was given as <c>file:/path</c> is read by then (see <see cref="SecretFiles"/>). It shows as <c>(secret)</c> wherever it is printed by mistake.</summary>
[TypeConverter(typeof(Converter))]
internal sealed class Secret(string value)
{
    /// <summary>The secret, blanks and line breaks around it removed.</summary>
    public string Reveal() => value.Trim();

    /// <inheritdoc/>
    public override string ToString() => "(secret)";

    /// <summary>Lets configuration binding turn a text into a secret.</summary>
    internal sealed class Converter : TypeConverter
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
            sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <inheritdoc/>
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string text ? new Secret(text) : base.ConvertFrom(context, culture, value);
    }
}
