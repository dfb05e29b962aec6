using System.ComponentModel;
using System.Globalization;

namespace DriftStream.Configuration;

/// <summary>A value that must never be shown: printing, logging and serialising it give no more than that there is one.</summary>
[TypeConverter(typeof(FromText))]
internal sealed class Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(secret)";

    /// <summary>Lets the configuration binder make secrets of text.</summary>
    internal sealed class FromText : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new Secret((string)value);
    }
}
