using System.Text;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Takes the indexes of <c>count</c> and <c>for_each</c> out of addresses.</summary>
internal static class AddressKeys
{
    /// <summary>The address without any index: <c>module.net.aws_instance.web</c>.</summary>
    public static string Without(string address)
    {
        if (!address.Contains('[', StringComparison.Ordinal))
        {
            return address;
        }

        var bare = new StringBuilder(address.Length);
        for (var at = 0; at < address.Length; at++)
        {
            if (address[at] == '[')
            {
                at = End(address, at);
            }
            else
            {
                bare.Append(address[at]);
            }
        }

        return bare.ToString();
    }

    /// <summary>The address without the index at its end: <c>module.net["eu"].aws_instance.web</c>.</summary>
    public static string WithoutLast(string address)
    {
        for (var at = 0; at < address.Length; at++)
        {
            if (address[at] != '[')
            {
                continue;
            }

            var start = at;
            at = End(address, at);
            if (at >= address.Length - 1)
            {
                return address[..start];
            }
        }

        return address;
    }

    // Where the index that begins here ends. A quoted key may hold brackets and quotes.
    private static int End(string address, int start)
    {
        var isQuoted = false;
        for (var at = start + 1; at < address.Length; at++)
        {
            switch (address[at])
            {
                case '\\' when isQuoted:
                    at++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ']' when !isQuoted:
                    return at;
            }
        }

        return address.Length;
    }
}
