using System.ComponentModel;
using System.Globalization;

namespace DriftStream.Configuration;

/// <summary>A configured secret, given as it is or as <c>file:/path</c>. It shows as <c>(secret)</c> wherever it is printed by mistake.</summary>
[TypeConverter(typeof(Converter))]
internal sealed class Secret(string configured)
{
    private const string FilePrefix = "file:";

    /// <summary>The file that holds the secret; null where the secret itself was configured. The path is no secret.</summary>
    public string? File { get; } =
        configured.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase) ? configured[FilePrefix.Length..] : null;

    /// <summary>The secret, blanks and line breaks around it removed.</summary>
    /// <exception cref="SecretUnreadableException">Its file cannot be read, or it is empty.</exception>
    public string Reveal()
    {
        var value = (File is null ? configured : ReadFile(File)).Trim();
        return value.Length > 0
            ? value
            : throw new SecretUnreadableException(File is null ? "is empty" : $"names the file '{File}', which is empty");
    }

    /// <inheritdoc/>
    public override string ToString() => "(secret)";

    private static string ReadFile(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SecretUnreadableException($"names the file '{path}', which cannot be read ({failure.GetType().Name})");
        }
    }

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

/// <summary>A configured secret cannot be had. The message goes on where the key's name left off, e.g. "Slack:WebhookUrl is empty".</summary>
internal sealed class SecretUnreadableException(string message) : Exception(message);
