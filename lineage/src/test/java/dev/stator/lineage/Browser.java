package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real, headless Chromium of Debian's, which {@code src/test/scripts/chromium} finds or installs.
 * Where that cannot be, the tests that open one are skipped, and say why.
 *
 * <p>With the system property {@code stator.screenshots}, a folder, {@link #screenshot} writes
 * there what a test saw, for people.
 */
final class Browser implements AutoCloseable {
  /** Says at each start that it knows no newer protocol than its own; none of it is used here. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private static final Path SCRIPT = Path.of("src", "test", "scripts", "chromium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one with a profile of its own below {@code folder}. */
  static Browser open(Path folder) {
    VERSIONS.setLevel(Level.SEVERE);
    List<String> programs = programs();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(programs.get(0));
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-device-scale-factor=1",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=" + folder.resolve("profile"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable("browser", Level.ALL);
    logs.enable("performance", Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(programs.get(1)))
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.size(1440, 900);
    return browser;
  }

  /** The browser and its driver. */
  private static List<String> programs() {
    try {
      Process script = new ProcessBuilder("bash", SCRIPT.toString()).start();
      List<String> found =
          new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      String complaint =
          new String(script.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = script.waitFor();
      if (status == 75) {
        abort(complaint);
      }
      assertThat(status).as(complaint).isZero();
      return found;
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Opens a page and waits until it has drawn itself. */
  Browser page(Path file) {
    driver.get(file.toUri().toString());
    assertThat(script("return document.documentElement.dataset.ready")).isEqualTo("yes");
    return this;
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the user prefers: {@code prefers-color-scheme}, {@code light} or {@code dark}. */
  void prefers(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private void send(String command, Map<String, Object> parameters) {
    var unused = driver.executeCdpCommand(command, parameters);
  }

  @Nullable Object script(String code, Object... arguments) {
    return driver.executeScript(code, arguments);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** A thing in the graph: {@code fn:FILE\nNAME}, {@code table:table:NAME}, {@code file:FILE}. */
  WebElement node(String id) {
    Object found =
        script(
            "return [...document.querySelectorAll('#map .node')].find(n => n.dataset.id === arguments[0])",
            id);
    return (WebElement) Objects.requireNonNull(found, "no " + id + " in the graph");
  }

  List<String> texts(String selector) {
    Object found =
        script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
            selector);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void click(WebElement element) {
    new Actions(driver).moveToElement(element).click().perform();
  }

  /** The id of what has the focus in the graph, else the element's id. */
  String focused() {
    return String.valueOf(
        script(
            "const e = document.activeElement; return (e.dataset && e.dataset.id) || e.id || e.tagName"));
  }

  void tab(int times) {
    for (int i = 0; i < times; i++) {
      press(Keys.TAB);
    }
  }

  /** What the page has complained of so far, be it an error or a broken policy. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that were asked for so far. */
  List<String> requests() {
    return driver.manage().logs().get("performance").getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /** What was asked for and complained of so far is not told later. */
  void forget() {
    var unused = requests();
    var unusedToo = complaints();
  }

  void screenshot(String name) {
    String folder = System.getProperty("stator.screenshots");
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
