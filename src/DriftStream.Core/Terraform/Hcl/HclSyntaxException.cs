namespace DriftStream.Core.Terraform.Hcl;

/// <summary>Code that cannot be read. Does not leave <see cref="HclFile"/>.</summary>
/// <param name="message">What is wrong, without the place.</param>
/// <param name="position">Where in the text.</param>
internal sealed class HclSyntaxException(string message, int position) : Exception(message)
{
    /// <summary>Where in the text.</summary>
    public int Position { get; } = position;
}
