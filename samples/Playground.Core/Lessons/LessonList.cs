namespace Playground.Lessons;

/// <summary>The lessons, in the order of the numbers that their files in Texts begin with.</summary>
public static class LessonList
{
    private const string Folder = "Lessons/";

    private static readonly Lazy<IReadOnlyList<Lesson>> s_all = new(Read);

    public static IReadOnlyList<Lesson> All => s_all.Value;

    /// <summary>The place of a lesson in the list; −1 if there is none of this name.</summary>
    public static int IndexOf(string? name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name) return i;
        }
        return -1;
    }

    private static Lesson[] Read()
    {
        var assembly = typeof(LessonList).Assembly;
        var files = assembly.GetManifestResourceNames().Where(file => file.StartsWith(Folder, StringComparison.Ordinal));
        return [.. files.Order(StringComparer.Ordinal).Select(file =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            string number = file[Folder.Length..];
            return Lesson.Parse(number[(number.IndexOf('-') + 1)..], reader.ReadToEnd());
        })];
    }
}
