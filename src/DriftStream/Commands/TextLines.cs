using System.Text;
using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Breaks long lines of a report between words.</summary>
internal static class TextLines
{
    private const int Width = 100;

    /// <summary>Appends a line.</summary>
    /// <param name="text">What it is appended to.</param>
    /// <param name="line">The line; what is unsafe to print in it is spelt out.</param>
    /// <param name="indent">How far in it begins.</param>
    /// <param name="further">How much further in it goes on.</param>
    public static void Append(StringBuilder text, string line, int indent, int further = 2)
    {
        var column = indent;
        text.Append(' ', indent);
        foreach (var word in TerminalText.Clean(line).Split(' '))
        {
            if (column > indent && column + word.Length + 1 > Width)
            {
                text.Append('\n').Append(' ', indent + further);
                column = indent + further;
            }
            else if (column > indent)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
