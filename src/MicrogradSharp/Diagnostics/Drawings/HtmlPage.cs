using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The HTML page that steps through backprop: the drawing, the steps as data, and the script that plays them.</summary>
internal static class HtmlPage
{
    /// <summary>Letters are not escaped. What HTML could read as a tag or an entity becomes an escape such as \u003c.</summary>
    private static readonly JsonWriterOptions s_insideHtml = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(NumberedGraph graph, string? title)
    {
        var backprop = new BackpropSteps(graph);
        string drawing = SvgWriter.Element(graph, backprop.Gradients);
        string heading = ShownText.Markup(string.IsNullOrWhiteSpace(title) ? $"Backprop through {graph.NameOf(graph.Output)}" : title);
        string style = $"\n{PageResource.Read("drawing.css")}{PageResource.Read("backprop.css")}";
        string script = $"\n{PageResource.Read("backprop.js")}";
        // The policy allows only this style and this script: whatever a label contains stays text, and the page fetches nothing.
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{heading}</title>
            <style>{style}</style>
            </head>
            <body>
            <header>
            <h1>{heading}</h1>
            <p id="phase"></p>
            </header>
            <figure id="graph" tabindex="0" aria-label="The graph">
            {drawing}</figure>
            <main>
            <div id="step" aria-live="polite" aria-atomic="true">
            <p id="formula"></p>
            <p id="note"></p>
            </div>
            <div id="progress" role="progressbar" aria-label="Step" aria-valuemin="1"><span></span></div>
            <div id="controls" role="group" aria-label="Steps" hidden>
            <button type="button" id="first">First</button>
            <button type="button" id="back">Back</button>
            <button type="button" id="play">Play</button>
            <button type="button" id="next">Next</button>
            <button type="button" id="last">Last</button>
            <span id="keys"><kbd>←</kbd> <kbd>→</kbd> step, <kbd>Home</kbd> <kbd>End</kbd>, <kbd>Space</kbd> plays</span>
            </div>
            <ul id="legend">
            <li class="up">gradient from above</li>
            <li class="slope">slope of the operation</li>
            <li class="sum">what it adds</li>
            </ul>
            <noscript><p>Without scripts, the drawing shows the final state: all data and all gradients.</p></noscript>
            </main>
            <script type="application/json" id="steps">{Json(backprop.Steps)}</script>
            <script>{script}</script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Json(IReadOnlyList<BackpropStep> steps)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, s_insideHtml))
        {
            json.WriteStartArray();
            foreach (var step in steps) WriteStep(json, step);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteStep(Utf8JsonWriter json, BackpropStep step)
    {
        json.WriteStartObject();
        json.WriteBoolean("backward", step.Backward);
        if (step.Node is { } node) json.WriteNumber("node", node);
        if (step.From is { } from)
        {
            json.WriteNumber("from", from);
            json.WriteString("edge", $"e{from}-{step.Place}");
        }
        if (step.Gradient is { } gradient) json.WriteString("gradient", NumberText.Brief(gradient));
        json.WriteStartArray("formula");
        foreach (var (role, text) in step.Formula)
        {
            json.WriteStartArray();
            json.WriteStringValue(role);
            json.WriteStringValue(text);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteString("note", step.Note);
        json.WriteEndObject();
    }
}
