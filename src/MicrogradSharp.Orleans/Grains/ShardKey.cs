using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>
/// The key of a shard's grain: its index, and a hash of its function and description. A new driver of the same shards finds them loaded.
/// </summary>
internal static class ShardKey
{
    private const int HashDigits = 24;

    public static string Of(int index, string function, Shard shard)
    {
        string[] parts =
        [
            function, shard.Source, shard.Name, shard.Path, string.Join('\u001f', shard.Columns),
            shard.First.ToString(CultureInfo.InvariantCulture), shard.Count.ToString(CultureInfo.InvariantCulture),
        ];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', parts)));
        return string.Create(CultureInfo.InvariantCulture, $"{index}-{Convert.ToHexStringLower(hash)[..HashDigits]}");
    }

    public static int IndexOf(string key) =>
        int.Parse(key.AsSpan(0, key.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
}
